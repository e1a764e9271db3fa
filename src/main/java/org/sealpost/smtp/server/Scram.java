package org.sealpost.smtp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One exchange of SCRAM-SHA-256 (RFC 5802, RFC 7677), the server's side, without channel binding. */
final class Scram {

    private static final Pattern FIRST = Pattern.compile("([ny]),(?:a=([^,]*))?,(n=([^,]{1,320}),r=([\\x21-\\x2B\\x2D-\\x7E]{8,128})(?:,.*)?)");
    private static final Pattern FINAL = Pattern.compile("(c=([A-Za-z0-9+/=]+),r=([^,]+)(?:,[^p][^,]*)*),p=([A-Za-z0-9+/=]+)");

    private static final int LONGEST = 2_048;

    private final Function<String, ScramKeys> book;
    private final String nonce;
    private ScramKeys keys;
    private String name = "";
    private String bound;
    private String soFar;
    private String allNonce;

    /** @param nonce printable, without comma, fresh for each exchange */
    Scram(Function<String, ScramKeys> book, String nonce) {
        this.book = book;
        this.nonce = nonce;
    }

    /** @return the server's first message; empty if the client's can't be read or asks to act for somebody else */
    Optional<String> first(String said) {
        Matcher m = FIRST.matcher(said);
        if (said.length() > LONGEST || !m.matches() || m.group(2) != null && !m.group(2).isEmpty() && !m.group(2).equals(m.group(4))) {
            return Optional.empty();
        }
        name = m.group(4).replace("=2C", ",").replace("=3D", "=");
        keys = book.apply(name);
        bound = Base64.getEncoder().encodeToString(said.substring(0, m.start(3)).getBytes(UTF_8));
        allNonce = m.group(5) + nonce;
        String first = "r=" + allNonce + ",s=" + Base64.getEncoder().encodeToString(keys.salt()) + ",i=" + keys.iterations();
        soFar = m.group(3) + "," + first + ",";
        return Optional.of(first);
    }

    /** @return the server's signature, if the client proved one of the passwords */
    Optional<String> last(String said) {
        Matcher m = FINAL.matcher(said);
        if (said.length() > LONGEST || !m.matches() || !m.group(2).equals(bound) || !m.group(3).equals(allNonce)) {
            return Optional.empty();
        }
        byte[] message = (soFar + m.group(1)).getBytes(UTF_8);
        Optional<byte[]> proof = decoded(m.group(4));
        // all of them, so that the time tells nothing
        Optional<String> signature = Optional.empty();
        for (ScramKeys.Key key : keys.keys()) {
            if (proof.isPresent() && proves(proof.get(), key, message)) {
                signature = Optional.of("v=" + Base64.getEncoder().encodeToString(hmac(key.serverKey(), message)));
            }
        }
        return signature;
    }

    String name() {
        return name;
    }

    private static boolean proves(byte[] proof, ScramKeys.Key key, byte[] message) {
        byte[] clientKey = hmac(key.storedKey(), message);
        if (proof.length != clientKey.length) {
            return false;
        }
        for (int i = 0; i < proof.length; i++) {
            clientKey[i] ^= proof[i];
        }
        try {
            return MessageDigest.isEqual(MessageDigest.getInstance("SHA-256").digest(clientKey), key.storedKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
