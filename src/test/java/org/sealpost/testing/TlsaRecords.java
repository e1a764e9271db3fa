package org.sealpost.testing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.sealpost.dns.Tlsa;

/** TLSA records that fit certificates, as a domain's owner would make them. */
public final class TlsaRecords {

    private TlsaRecords() { }

    /** @param kind usage, selector and matching type, for example {@code 3 1 1} */
    public static Tlsa of(String kind, X509Certificate certificate) {
        String[] fields = kind.split(" ");
        int selector = Integer.parseInt(fields[1]);
        int matching = Integer.parseInt(fields[2]);
        try {
            byte[] octets = selector == 0 ? certificate.getEncoded() : certificate.getPublicKey().getEncoded();
            return new Tlsa(Integer.parseInt(fields[0]), selector, matching, switch (matching) {
                case 1 -> MessageDigest.getInstance("SHA-256").digest(octets);
                case 2 -> MessageDigest.getInstance("SHA-512").digest(octets);
                default -> octets;
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As in a zone file. */
    public static String text(String kind, X509Certificate certificate) {
        Tlsa record = of(kind, certificate);
        return kind + " " + HexFormat.of().formatHex(record.data());
    }
}
