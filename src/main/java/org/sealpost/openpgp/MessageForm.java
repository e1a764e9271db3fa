package org.sealpost.openpgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.PreferredAEADCiphersuites;
import org.bouncycastle.bcpg.sig.PreferredAlgorithms;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.sealpost.endtoend.UnfitKey;

/**
 * How a message is encrypted so that all of its recipients read it: what their certificates announce, and nothing better
 * (RFC 9580 §5.2.3.32).
 *
 * @param authenticated SEIPD version 2 with OCB; otherwise version 1 with its detection code
 * @param cipher AES-256 if everybody prefers it, otherwise AES-128, which everybody must read
 */
record MessageForm(boolean authenticated, int cipher, List<PGPPublicKey> keys) {

    /** @throws UnfitKey if one of them can't be written to at that time */
    static MessageForm of(List<OpenPgpCertificate> recipients, Instant now) throws UnfitKey {
        List<OpenPGPComponentKey> keys = new ArrayList<>();
        for (OpenPgpCertificate recipient : recipients) {
            var unfit = recipient.unfitForEncryption(now);
            if (unfit.isPresent()) {
                throw new UnfitKey(unfit.get(), recipient.fingerprint());
            }
            keys.addAll(recipient.encryptionKeys(now));
        }
        Date at = Date.from(now);
        boolean authenticated = all(keys, key -> announcesVersion2(key, at));
        boolean strong = all(keys, key -> authenticated ? readsAes256WithOcb(key, at) : readsAes256(key, at));
        return new MessageForm(authenticated, strong ? SymmetricKeyAlgorithmTags.AES_256 : SymmetricKeyAlgorithmTags.AES_128,
                keys.stream().map(OpenPGPComponentKey::getPGPPublicKey).toList());
    }

    private static boolean all(List<OpenPGPComponentKey> keys, Predicate<OpenPGPComponentKey> wish) {
        return keys.stream().allMatch(wish);
    }

    private static boolean announcesVersion2(OpenPGPComponentKey key, Date at) {
        Features features = key.getFeatures(at);
        return features != null && features.supportsSEIPDv2();
    }

    private static boolean readsAes256(OpenPGPComponentKey key, Date at) {
        PreferredAlgorithms preferred = key.getSymmetricCipherPreferences(at);
        return preferred != null && Arrays.stream(preferred.getPreferences()).anyMatch(one -> one == SymmetricKeyAlgorithmTags.AES_256);
    }

    private static boolean readsAes256WithOcb(OpenPGPComponentKey key, Date at) {
        PreferredAEADCiphersuites preferred = key.getAEADCipherSuitePreferences(at);
        return preferred != null && preferred.isSupported(
                new PreferredAEADCiphersuites.Combination(SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.OCB));
    }
}
