package org.sealpost.dane;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.dns.Tlsa;
import org.sealpost.wire.CertificateJudge;
import org.sealpost.wire.TrustAnchors;

/** Whether the certificates that a server presented are the ones that TLSA records stand for (RFC 7671 §5, RFC 7672 §3). */
public final class DaneVerifier {

    private static final int LONGEST_CHAIN = 10;

    private DaneVerifier() { }

    /**
     * @param usable the records of a {@link TlsaFinding} of kind USABLE
     * @param chain as presented, the server's own certificate first
     * @param names reference identifiers for trust anchors of the domain's own (RFC 7672 §3.2.2): TLSA base domain, next-hop
     *              domain, MX host
     * @return the record that matches; empty if none does
     */
    public static Optional<Tlsa> match(List<Tlsa> usable, List<X509Certificate> chain, Set<String> names, Instant now) {
        if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
            return Optional.empty();
        }
        return usable.stream().filter(record -> record.usage() == UsableRecords.END_ENTITY
                ? Octets.match(record, chain.get(0))
                : vouchesFor(record, chain, names, now)).findFirst();
    }

    /** DANE-TA(2): a path of valid certificates from the anchor to the server, which has one of the names (RFC 7672 §3.1.2). */
    private static boolean vouchesFor(Tlsa record, List<X509Certificate> chain, Set<String> names, Instant now) {
        Set<TrustAnchor> anchors = anchors(record, chain);
        if (anchors.isEmpty()) {
            return false;
        }
        CertificateJudge judge = new CertificateJudge(new TrustAnchors(anchors));
        return names.stream().anyMatch(name -> judge.judge(chain, List.of(), name, now).isValid());
    }

    /** From the presented chain, or, where a record holds all of it, from the record itself (RFC 7672 §3.1.2). */
    private static Set<TrustAnchor> anchors(Tlsa record, List<X509Certificate> chain) {
        Set<TrustAnchor> anchors = new LinkedHashSet<>();
        chain.stream().skip(1).filter(certificate -> Octets.match(record, certificate))
                .forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
        if (record.matchingType() == UsableRecords.FULL && record.selector() == UsableRecords.CERTIFICATE) {
            Octets.certificate(record).ifPresent(certificate -> anchors.add(new TrustAnchor(certificate, null)));
        }
        if (record.matchingType() == UsableRecords.FULL && record.selector() == UsableRecords.PUBLIC_KEY) {
            X509Certificate top = chain.get(chain.size() - 1);
            Octets.publicKey(record).ifPresent(key -> anchors.add(new TrustAnchor(top.getIssuerX500Principal(), key, null)));
        }
        return anchors;
    }
}
