package org.sealpost.smime;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Kinds of keys that are made here (RFC 8551 §2.2, §2.3). */
public enum KeyKind {
    EC_P256("SHA256withECDSA", KeyUsage.digitalSignature | KeyUsage.keyAgreement),
    RSA_2048("SHA256withRSA", KeyUsage.digitalSignature | KeyUsage.keyEncipherment),
    RSA_3072("SHA256withRSA", KeyUsage.digitalSignature | KeyUsage.keyEncipherment);

    private final String signature;
    private final int usage;

    KeyKind(String signature, int usage) {
        this.signature = signature;
        this.usage = usage;
    }

    KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(this == EC_P256 ? "EC" : "RSA");
            if (this == EC_P256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            } else {
                generator.initialize(this == RSA_2048 ? 2_048 : 3_072, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String signature() {
        return signature;
    }

    KeyUsage usage() {
        return new KeyUsage(usage);
    }

    /** How a key signs, whoever made it. */
    static String signatureOf(PrivateKey key) {
        return key.getAlgorithm().equals("RSA") ? RSA_2048.signature : EC_P256.signature;
    }
}
