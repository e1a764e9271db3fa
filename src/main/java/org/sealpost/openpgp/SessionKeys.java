package org.sealpost.openpgp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.bcpg.SymmetricEncIntegrityPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;

/** Finds the session key of a message with one of our keys (RFC 9580 §5.1). Keys that have ended still open what they were used for. */
final class SessionKeys {

    /** Tries with keys that a message doesn't name: each costs an operation. */
    private static final int TRIES = 50;

    private final Operators operators;
    private final List<PGPSecretKey> ours = new ArrayList<>();
    private final Set<String> fingerprints = new HashSet<>();

    /** Keys that can't be read open nothing. */
    SessionKeys(Operators operators, KeyReading reading, List<SecretKey> keys) {
        this.operators = operators;
        for (SecretKey key : keys) {
            try {
                OpenPGPKey read = reading.key(key);
                fingerprints.add(HexFormat.of().withUpperCase().formatHex(read.getFingerprint()));
                Iterator<PGPSecretKey> some = read.getPGPSecretKeyRing().getSecretKeys();
                some.forEachRemaining(one -> {
                    if (opens(one)) {
                        ours.add(one);
                    }
                });
            } catch (UnfitKey e) {
                // no key
            }
        }
    }

    /** Of the primary keys of all that can be read, in capitals. */
    Set<String> fingerprints() {
        return fingerprints;
    }

    private static boolean opens(PGPSecretKey key) {
        return key.getPublicKey().isEncryptionKey() && !key.isPrivateKeyEmpty()
                && key.getKeyEncryptionAlgorithm() == SymmetricKeyAlgorithmTags.NULL;
    }

    /** @throws NotOpened if none of ours opens any */
    PGPSessionKey of(PGPEncryptedDataList message, SymmetricEncIntegrityPacket data) throws NotOpened {
        boolean damaged = false;
        int tries = 0;
        for (PGPEncryptedData one : message) {
            if (!(one instanceof PGPPublicKeyEncryptedData wrapped) || !belong(wrapped, data)) {
                continue;
            }
            KeyIdentifier recipient = wrapped.getKeyIdentifier();
            for (PGPSecretKey key : ours) {
                boolean named = !recipient.isWildcard();
                if (named && !recipient.matchesExplicit(key.getKeyIdentifier()) || tries == TRIES) {
                    continue;
                }
                tries++;
                try {
                    return wrapped.getSessionKey(operators.sessionKeyWith(key.extractPrivateKey(null)));
                } catch (PGPException | RuntimeException e) {
                    damaged |= named;
                }
            }
        }
        throw damaged ? new NotOpened(NotOpened.Why.BROKEN, "the session key is damaged")
                : new NotOpened(NotOpened.Why.NO_KEY, "no key of ours opens it");
    }

    /** A version 3 session key goes with version 1 of the data, version 6 with version 2; anything else is somebody's mixing (§5.1). */
    private static boolean belong(PGPPublicKeyEncryptedData wrapped, SymmetricEncIntegrityPacket data) {
        return wrapped.getVersion() == (data.getVersion() == SymmetricEncIntegrityPacket.VERSION_2 ? 6 : 3);
    }
}
