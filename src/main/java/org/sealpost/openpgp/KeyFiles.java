package org.sealpost.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.PBESecretKeyDecryptor;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;

/** Secret keys as other programs hand them over, under a passphrase (RFC 9580 §5.5.3, §10.2). */
public final class KeyFiles {

    /** What a passphrase may cost to try (Argon2, RFC 9580 §3.7.1.4): 2^16 KiB of memory in 3 passes is what the library writes. */
    private static final int MOST_ARGON2_MEMORY = 18;
    private static final int MOST_ARGON2_PASSES = 10;

    private final Operators operators;
    private final KeyReading reading;

    KeyFiles(Operators operators, KeyReading reading) {
        this.operators = operators;
        this.reading = reading;
    }

    /**
     * The one key of a file, binary or armored, without its passphrase.
     *
     * @param passphrase stays the caller's; not asked for if the key isn't locked
     * @throws UnfitKey MALFORMED if there isn't exactly one key with secrets in it, or the passphrase is wrong; WEAK if it costs too
     *     much to try
     */
    public SecretKey unlocked(byte[] file, char[] passphrase) throws UnfitKey {
        PGPSecretKeyRing ring = reading.key(new SecretKey(file)).getPGPSecretKeyRing();
        boolean any = false;
        for (PGPSecretKey key : ring) {
            bearable(key.getS2K());
            any |= !key.isPrivateKeyEmpty();
        }
        if (!any) {
            throw malformed();
        }
        SecretKey unlocked = new SecretKey(changed(ring, operators.unlocking(passphrase), null));
        // the guarded way in is the only one
        reading.key(unlocked);
        return unlocked;
    }

    /** As a file in armor, each secret locked: in version 4 as every program reads it, in version 6 with Argon2 and OCB. */
    public byte[] locked(SecretKey key, char[] passphrase) {
        if (passphrase.length == 0) {
            throw new IllegalArgumentException("a passphrase is wanted");
        }
        try {
            byte[] locked = changed(reading.key(key).getPGPSecretKeyRing(), null, passphrase);
            return Armor.written(locked, Armor.Kind.PRIVATE_KEY).getBytes(StandardCharsets.US_ASCII);
        } catch (UnfitKey e) {
            throw new IllegalArgumentException(e);
        }
    }

    private byte[] changed(PGPSecretKeyRing ring, PBESecretKeyDecryptor old, char[] passphrase) throws UnfitKey {
        List<PGPSecretKey> changed = new ArrayList<>();
        try {
            for (PGPSecretKey key : ring) {
                PBESecretKeyEncryptor locking = passphrase == null ? null : operators.locking(key.getPublicKey(), passphrase);
                changed.add(key.isPrivateKeyEmpty() ? key
                        : new PGPSecretKey(key.extractPrivateKey(old), key.getPublicKey(), operators.checksum(), key.isMasterKey(), locking));
            }
            return new PGPSecretKeyRing(changed).getEncoded(PacketFormat.CURRENT);
        } catch (PGPException | IOException | RuntimeException e) {
            throw malformed();
        }
    }

    private static void bearable(S2K derivation) throws UnfitKey {
        if (derivation != null && derivation.getType() == S2K.ARGON_2
                && (derivation.getMemorySizeExponent() > MOST_ARGON2_MEMORY || derivation.getPasses() > MOST_ARGON2_PASSES)) {
            throw new UnfitKey(UnfitKey.Why.WEAK, "");
        }
    }

    private static UnfitKey malformed() {
        return new UnfitKey(UnfitKey.Why.MALFORMED, "");
    }
}
