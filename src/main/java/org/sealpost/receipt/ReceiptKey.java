package org.sealpost.receipt;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/** The key that signs receipts, and nothing else. */
public final class ReceiptKey {

    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey secret;
    private final PublicKey known;

    private ReceiptKey(PrivateKey secret, PublicKey known) {
        this.secret = secret;
        this.known = known;
    }

    static ReceiptKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(PublicKeys.ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            return new ReceiptKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException unless it holds a private key and the public key that belongs to it */
    static ReceiptKey of(String pem) {
        PublicKeys known = PublicKeys.of(pem);
        ReceiptKey key = new ReceiptKey(secret(pem), known.first());
        JsonObject probe = key.sign(JsonValue.EMPTY_JSON_OBJECT);
        if (Verification.of(probe, known).finding() != Verification.Finding.GENUINE) {
            throw new IllegalArgumentException("two keys that don't belong together");
        }
        return key;
    }

    private static PrivateKey secret(String pem) {
        byte[] der = Pem.blocks(LABEL, pem).stream().findFirst().orElseThrow(() -> new IllegalArgumentException("no private key"));
        try {
            return KeyFactory.getInstance(PublicKeys.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no private key", e);
        }
    }

    public String id() {
        return PublicKeys.id(known);
    }

    PublicKey known() {
        return known;
    }

    /** Both halves; for its file alone. */
    String pem() {
        return Pem.block(LABEL, secret.getEncoded()) + PublicKeys.pem(known);
    }

    /** The receipt with a member {@code signature}, which covers everything but its own value. */
    public JsonObject sign(JsonObject receipt) {
        JsonObject covered = Signed.covered(receipt, id());
        try {
            Signature signer = Signature.getInstance(PublicKeys.ALGORITHM);
            signer.initSign(secret);
            signer.update(CanonicalJson.octets(covered));
            return Signed.completed(covered, signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
