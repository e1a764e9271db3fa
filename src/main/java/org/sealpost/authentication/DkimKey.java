package org.sealpost.authentication;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a domain publishes about a key (RFC 6376 §3.6.1, RFC 8463 §4).
 *
 * @param key empty if it was revoked
 */
record DkimKey(String type, Optional<PublicKey> key) {

    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int ED25519_OCTETS = 32;

    /** Empty if it is none that can be used. @param services of which it must allow one: {@code email}, {@code tlsrpt} (RFC 8460 §3) */
    static Optional<DkimKey> of(String record, List<String> services) {
        return TagList.of(record).filter(tags -> tags.get("v", "DKIM1").equals("DKIM1") && tags.get("p").isPresent()
                && allows(tags.get("h", "sha256"), "sha256")
                && services.stream().anyMatch(service -> allows(tags.get("s", "*"), service))).flatMap(tags -> {
            String type = tags.get("k", "rsa").toLowerCase(Locale.ROOT);
            String value = tags.bare("p").orElse("");
            try {
                return value.isEmpty() ? Optional.of(new DkimKey(type, Optional.empty()))
                        : Optional.of(new DkimKey(type, Optional.of(key(type, Base64.getDecoder().decode(value)))));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Octets of an Ed25519 key as they are published. */
    static byte[] published(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return key instanceof RSAPublicKey ? encoded : Arrays.copyOfRange(encoded, encoded.length - ED25519_OCTETS, encoded.length);
    }

    private static PublicKey key(String type, byte[] octets) throws GeneralSecurityException {
        switch (type) {
            case "rsa":
                return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(octets));
            case "ed25519":
                if (octets.length != ED25519_OCTETS) {
                    throw new IllegalArgumentException("an Ed25519 key has 32 octets");
                }
                byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + ED25519_OCTETS);
                System.arraycopy(octets, 0, encoded, ED25519.length, ED25519_OCTETS);
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            default:
                throw new GeneralSecurityException("a kind of key that nobody knows here");
        }
    }

    private static boolean allows(String list, String wanted) {
        return Arrays.stream(list.split(":")).map(String::strip).anyMatch(one -> one.equals("*") || one.equalsIgnoreCase(wanted));
    }
}
