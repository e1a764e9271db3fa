package org.sealpost.openpgp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.IntendedRecipientFingerprint;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPOnePassSignature;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPSignature;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;

/** Who may have signed, and what their signatures prove (RFC 9580 §5.2, §5.2.3.10 to §5.2.3.29). */
final class SignatureCheck {

    /** Clocks differ; a signature from farther ahead is none. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private record Signer(OpenPgpCertificate certificate, OpenPGPComponentKey key) { }

    private final Operators operators;
    private final AlgorithmPolicy policy;
    private final Set<String> readers;
    private final Instant now;
    private final List<OpenPgpCertificate> known = new ArrayList<>();

    /**
     * @param signers those that can't be read are unknown signers
     * @param readers fingerprints of those for whom the message was opened; nobody if it wasn't encrypted
     */
    SignatureCheck(Operators operators, AlgorithmPolicy policy, KeyReading reading, List<Certificate> signers, Set<String> readers, Instant now) {
        this.operators = operators;
        this.policy = policy;
        this.readers = readers;
        this.now = now;
        for (Certificate signer : signers) {
            try {
                known.add(reading.certificate(signer));
            } catch (UnfitKey e) {
                // nobody's
            }
        }
    }

    /** A signature that is being checked while the octets pass. */
    interface Running {

        void update(byte[] octets, int from, int count);

        /** @param signature of a one-pass signature, which follows the octets; null if there was none */
        SignatureFound end(PGPSignature signature);
    }

    Running begin(PGPOnePassSignature onePass) {
        Optional<Signer> signer = signer(List.of(onePass.getKeyIdentifier()));
        boolean begun = signer.isPresent() && begun(() -> onePass.init(operators.verifiers(), signer.get().key().getPGPPublicKey()));
        return new Running() {
            @Override
            public void update(byte[] octets, int from, int count) {
                if (begun) {
                    onePass.update(octets, from, count);
                }
            }

            @Override
            public SignatureFound end(PGPSignature signature) {
                if (signature == null) {
                    return new SignatureFound(Standing.BAD, name(onePass.getKeyIdentifier()), Optional.empty());
                }
                return found(signature, signer, begun && verified(() -> onePass.verify(signature)));
            }
        };
    }

    /** A signature that stands before the octets or apart from them. */
    Running begin(PGPSignature before) {
        Optional<Signer> signer = signer(before.getKeyIdentifiers());
        boolean begun = signer.isPresent() && begun(() -> before.init(operators.verifiers(), signer.get().key().getPGPPublicKey()));
        return new Running() {
            @Override
            public void update(byte[] octets, int from, int count) {
                if (begun) {
                    before.update(octets, from, count);
                }
            }

            @Override
            public SignatureFound end(PGPSignature unused) {
                return found(before, signer, begun && verified(before::verify));
            }
        };
    }

    private SignatureFound found(PGPSignature signature, Optional<Signer> signer, boolean verified) {
        Optional<Instant> made = Optional.ofNullable(signature.getCreationTime()).map(Date::toInstant);
        if (signer.isEmpty()) {
            KeyIdentifier issuer = OpenPGPSignature.getMostExpressiveIdentifier(signature.getKeyIdentifiers());
            return new SignatureFound(Standing.UNKNOWN_SIGNER, issuer == null ? "" : name(issuer), made);
        }
        String fingerprint = signer.get().certificate().fingerprint();
        return new SignatureFound(standing(signature, signer.get(), verified, made), fingerprint, made);
    }

    private Standing standing(PGPSignature signature, Signer signer, boolean verified, Optional<Instant> made) {
        boolean ofDocument = signature.getSignatureType() == PGPSignature.BINARY_DOCUMENT
                || signature.getSignatureType() == PGPSignature.CANONICAL_TEXT_DOCUMENT;
        if (made.isPresent() && !policy.hashSigns(signature.getHashAlgorithm(), made.get()) && ofDocument) {
            return Standing.WEAK;
        }
        if (!verified || !ofDocument || made.isEmpty() || made.get().isAfter(now.plus(AHEAD))) {
            return Standing.BAD;
        }
        if (signature.getHashedSubPackets() == null || signature.getHashedSubPackets().getSignatureCreationTime() == null) {
            // version 3: its date isn't worth much, and nobody has made one for decades
            return Standing.WEAK;
        }
        if (!policy.hasNoCriticalUnknownSubpackets(signature) || !policy.hasNoCriticalUnknownNotations(signature)) {
            return Standing.BAD;
        }
        if (!isForReaders(signature)) {
            return Standing.BAD;
        }
        long life = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (life > 0 && !now.isBefore(made.get().plusSeconds(life))) {
            return Standing.WEAK;
        }
        return signer.certificate().signs(signer.key(), made.get()) ? Standing.GOOD : Standing.UNFIT_KEY;
    }

    /** A signature may say for whom it was made; wrapped anew for others it is none (RFC 9580 §5.2.3.36). */
    private boolean isForReaders(PGPSignature signature) {
        SignatureSubpacket[] intended = signature.getHashedSubPackets().getSubpackets(SignatureSubpacketTags.INTENDED_RECIPIENT_FINGERPRINT);
        return readers.isEmpty() || intended.length == 0 || Arrays.stream(intended).anyMatch(one -> one instanceof IntendedRecipientFingerprint named
                && readers.contains(HexFormat.of().withUpperCase().formatHex(named.getFingerprint())));
    }

    /** By fingerprint, if one is given: a key id is only half a name. */
    private Optional<Signer> signer(List<KeyIdentifier> issuers) {
        KeyIdentifier issuer = OpenPGPSignature.getMostExpressiveIdentifier(issuers);
        if (issuer == null || issuer.isWildcard()) {
            return Optional.empty();
        }
        for (OpenPgpCertificate certificate : known) {
            for (OpenPGPComponentKey key : certificate.inner().getKeys()) {
                if (issuer.matchesExplicit(key.getKeyIdentifier())) {
                    return Optional.of(new Signer(certificate, key));
                }
            }
        }
        return Optional.empty();
    }

    private static String name(KeyIdentifier issuer) {
        HexFormat hex = HexFormat.of().withUpperCase();
        return issuer.getFingerprint() != null ? hex.formatHex(issuer.getFingerprint()) : hex.toHexDigits(issuer.getKeyId());
    }

    private interface Beginning {
        void run() throws PGPException;
    }

    private interface Verdict {
        boolean get() throws PGPException;
    }

    private static boolean begun(Beginning beginning) {
        try {
            beginning.run();
            return true;
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static boolean verified(Verdict verdict) {
        try {
            return verdict.get();
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }
}
