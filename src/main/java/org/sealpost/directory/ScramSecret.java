package org.sealpost.directory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What proves a password by SCRAM-SHA-256 (RFC 5802 §3, RFC 7677), and from which nobody gets the password. */
record ScramSecret(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {

    /** RFC 7677 §4 asks for 4,096 at least. The passwords are random, so more would protect nothing. */
    static final int ITERATIONS = 4_096;

    private static final int KEY_BITS = 256;

    /** @param password printable ASCII, so that SASLprep (RFC 4013) changes nothing */
    static ScramSecret of(char[] password, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, KEY_BITS);
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
            spec.clearPassword();
            byte[] clientKey = hmac(salted, "Client Key");
            return new ScramSecret(salt, iterations, MessageDigest.getInstance("SHA-256").digest(clientKey), hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 and SHA-256", e);
        }
    }

    /** Whether it is the password of this secret. */
    boolean isOf(char[] password) {
        return password.length > 0 && MessageDigest.isEqual(of(password, salt, iterations).storedKey(), storedKey);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }
}
