package org.sealpost.receipt;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The public keys that receipts of one installation were ever signed with, the latest first, as everybody may have them. */
public final class PublicKeys {

    static final String ALGORITHM = "Ed25519";

    private static final String LABEL = "PUBLIC KEY";

    private final Map<String, PublicKey> byId;

    private PublicKeys(Map<String, PublicKey> byId) {
        this.byId = byId;
    }

    /** @throws IllegalArgumentException if a block is no Ed25519 key */
    public static PublicKeys of(String pem) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        Pem.blocks(LABEL, pem).stream().map(PublicKeys::key).forEach(key -> keys.put(id(key), key));
        return new PublicKeys(keys);
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    public String pem() {
        StringBuilder pem = new StringBuilder();
        byId.values().forEach(key -> pem.append(pem(key)));
        return pem.toString();
    }

    Optional<PublicKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    PublicKey first() {
        return byId.values().stream().findFirst().orElseThrow(() -> new IllegalArgumentException("no public key"));
    }

    /** This one first. */
    PublicKeys led(PublicKey key) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        keys.put(id(key), key);
        byId.forEach(keys::putIfAbsent);
        return new PublicKeys(keys);
    }

    /** SHA-256 of the key's SubjectPublicKeyInfo, in hexadecimal. */
    static String id(PublicKey key) {
        return CanonicalJson.sha256(key.getEncoded());
    }

    static String pem(PublicKey key) {
        return Pem.block(LABEL, key.getEncoded());
    }

    private static PublicKey key(byte[] der) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no " + ALGORITHM + " key", e);
        }
    }
}
