package org.sealpost.keyring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.CertificateFiles;
import org.sealpost.smime.SmimeCertificate;

/** The certificates of people in a file of X.509 certificates, each followed by those of its authorities that lie beside it. */
final class X509Files {

    /** Authorities that are kept with a certificate. */
    private static final int LONGEST_CHAIN = 5;
    private static final int SEQUENCE = 0x30;

    private X509Files() { }

    /** None if it isn't such a file. @throws UnfitKey MALFORMED if it can't be read */
    static List<Certificate> certificates(byte[] octets, String text) throws UnfitKey {
        boolean pem = Stream.of("CERTIFICATE", "X509 CERTIFICATE", "PKCS7", "CMS").anyMatch(label -> text.contains("-----BEGIN " + label + "-----"));
        if (!pem && (octets.length == 0 || octets[0] != SEQUENCE)) {
            return List.of();
        }
        List<SmimeCertificate> all = CertificateFiles.read(octets);
        List<SmimeCertificate> people = all.stream().filter(one -> all.stream().noneMatch(other -> isIssuer(one, other))).toList();
        return people.stream().map(one -> one.with(chain(one, all))).toList();
    }

    private static List<SmimeCertificate> chain(SmimeCertificate certificate, List<SmimeCertificate> beside) {
        List<SmimeCertificate> chain = new ArrayList<>();
        Optional<SmimeCertificate> issuer = issuer(certificate, beside);
        while (issuer.isPresent() && chain.size() < LONGEST_CHAIN && !chain.contains(issuer.get())) {
            chain.add(issuer.get());
            issuer = issuer(issuer.get(), beside);
        }
        return chain;
    }

    private static Optional<SmimeCertificate> issuer(SmimeCertificate certificate, List<SmimeCertificate> beside) {
        return beside.stream().filter(one -> isIssuer(one, certificate)).findFirst();
    }

    /** By name only: whoever relies on the chain checks its signatures. */
    private static boolean isIssuer(SmimeCertificate one, SmimeCertificate of) {
        return !of.subject().equals(of.issuer()) && !one.equals(of) && one.subject().equals(of.issuer());
    }
}
