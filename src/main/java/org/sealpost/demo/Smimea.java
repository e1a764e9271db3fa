package org.sealpost.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/** How a domain publishes the certificate of one of its people in the DNS (RFC 8162). */
final class Smimea {

    /** Octets of the local-part's digest that are used (§3). */
    private static final int DIGEST = 28;

    private Smimea() {
    }

    /** Where it stands (§3). */
    static String owner(String address) throws GeneralSecurityException {
        int at = address.lastIndexOf('@');
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(address.substring(0, at).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST)) + "._smimecert." + address.substring(at + 1);
    }

    /** Usage 3, selector 0, matching type 0: this certificate, and all of it. */
    static String data(X509Certificate certificate) throws GeneralSecurityException {
        return "3 0 0 " + HexFormat.of().formatHex(certificate.getEncoded());
    }
}
