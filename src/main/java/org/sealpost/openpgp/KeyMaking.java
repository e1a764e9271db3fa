package org.sealpost.openpgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.PreferredAEADCiphersuites;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKeyGenerator;
import org.bouncycastle.openpgp.api.SignatureParameters;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.sealpost.endtoend.SecretKey;

/**
 * Makes keys: a primary key that certifies and signs, and a subkey for encryption. Version 4 has the forms of Curve25519 that every program
 * reads (EdDSA and ECDH of RFC 9580 §5.5.5.5, §5.5.5.6, its legacy); version 6 has Ed25519 and X25519 and announces SEIPD version 2.
 */
final class KeyMaking {

    private static final int[] CIPHERS = {SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_128};
    private static final int[] HASHES = {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA256};

    private final Operators operators;

    KeyMaking(Operators operators) {
        this.operators = operators;
    }

    SecretKey make(KeyVersion version, String person, Instant now, Duration life) {
        Date created = Date.from(now);
        boolean six = version == KeyVersion.SIX;
        SignatureParameters.Callback self = with(parameters -> parameters.setSignatureCreationTime(created)
                .setHashedSubpacketsFunction(subpackets -> about(subpackets, six, life, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA)));
        SignatureParameters.Callback name = six ? with(parameters -> parameters.setSignatureCreationTime(created)) : self;
        SignatureParameters.Callback binding = with(parameters -> parameters.setSignatureCreationTime(created)
                .setHashedSubpacketsFunction(subpackets -> flags(subpackets, life, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)));
        try {
            OpenPGPKey key = new OpenPGPKeyGenerator(operators.implementation(), version.number(), six, created)
                    .withPrimaryKey(six ? PGPKeyPairGenerator::generateEd25519KeyPair : PGPKeyPairGenerator::generateLegacyEd25519KeyPair, self)
                    .addUserId(person, name)
                    .addEncryptionSubkey(six ? PGPKeyPairGenerator::generateX25519KeyPair : PGPKeyPairGenerator::generateLegacyX25519KeyPair,
                            binding)
                    .build();
            return new SecretKey(key.getEncoded());
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SignatureParameters.Callback with(UnaryOperator<SignatureParameters> change) {
        return new SignatureParameters.Callback() {
            @Override
            public SignatureParameters apply(SignatureParameters parameters) {
                return change.apply(parameters);
            }
        };
    }

    /** In version 4 they stand in the user id's certification too: older programs look nowhere else. */
    private static PGPSignatureSubpacketGenerator about(PGPSignatureSubpacketGenerator subpackets, boolean six, Duration life, int flags) {
        flags(subpackets, life, flags);
        for (int type : new int[] {SignatureSubpacketTags.PREFERRED_SYM_ALGS, SignatureSubpacketTags.PREFERRED_HASH_ALGS,
            SignatureSubpacketTags.PREFERRED_COMP_ALGS, SignatureSubpacketTags.FEATURES, SignatureSubpacketTags.PREFERRED_AEAD_ALGORITHMS}) {
            subpackets.removePacketsOfType(type);
        }
        subpackets.setPreferredSymmetricAlgorithms(false, CIPHERS);
        subpackets.setPreferredHashAlgorithms(false, HASHES);
        subpackets.setPreferredCompressionAlgorithms(false, new int[] {0});
        if (six) {
            subpackets.setPreferredAEADCiphersuites(PreferredAEADCiphersuites.builder(false)
                    .addCombination(SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.OCB)
                    .addCombination(SymmetricKeyAlgorithmTags.AES_128, AEADAlgorithmTags.OCB));
        }
        subpackets.setFeature(false, (byte) (Features.FEATURE_MODIFICATION_DETECTION | (six ? Features.FEATURE_SEIPD_V2 : 0)));
        return subpackets;
    }

    private static PGPSignatureSubpacketGenerator flags(PGPSignatureSubpacketGenerator subpackets, Duration life, int flags) {
        subpackets.removePacketsOfType(SignatureSubpacketTags.KEY_FLAGS);
        subpackets.removePacketsOfType(SignatureSubpacketTags.KEY_EXPIRE_TIME);
        subpackets.setKeyFlags(true, flags);
        subpackets.setKeyExpirationTime(true, life.toSeconds());
        return subpackets;
    }
}
