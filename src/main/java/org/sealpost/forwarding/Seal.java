package org.sealpost.forwarding;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Short authentication codes under an account's secret: HMAC-SHA-256 (RFC 2104), cut off; the purpose is part of what is signed. */
final class Seal {

    private final byte[] secret;

    /** @param secret at least 32 octets, of one account */
    Seal(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("a secret of less than 32 octets");
        }
        this.secret = secret.clone();
    }

    /** In hex digits, so that mail systems that fold case do no harm. */
    String of(String purpose, String text, int octets) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] code = mac.doFinal((purpose + "\0" + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(code, octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
