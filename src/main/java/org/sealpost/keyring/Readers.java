package org.sealpost.keyring;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.openpgp.KeyReading;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.smime.AlgorithmPolicy;
import org.sealpost.smime.Fitness;

/** The readers of both standards. */
final class Readers {

    private final Map<Standard, CertificateReader> readers;

    static Readers usual(InstantSource clock, SecureRandom random) {
        return new Readers(new OpenPgp(clock, random).keys(), new Fitness(AlgorithmPolicy.usual()));
    }

    Readers(KeyReading openPgp, Fitness smime) {
        readers = Map.of(Standard.OPENPGP, new OpenPgpReader(openPgp), Standard.SMIME, new SmimeReader(smime));
    }

    /** What the certificate says; empty if it is none, or too large. */
    Optional<Facts> read(Standard standard, Certificate certificate) {
        if (certificate.octets().length > Pinning.LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(readers.get(standard).read(certificate));
        } catch (UnfitKey e) {
            return Optional.empty();
        }
    }

    /** The same with what its authority said since, which isn't written in it. */
    Optional<Facts> read(ContactCertificate kept) {
        return read(kept.standard(), kept.certificate()).map(facts -> kept.takenBack().isPresent() ? new TakenBack(facts) : facts);
    }

    /** Empty if they can't be joined, since one of them holds more than anybody's certificate does. */
    Optional<Facts> merged(Standard standard, Certificate known, Certificate offered) {
        try {
            return Optional.of(readers.get(standard).merged(known, offered));
        } catch (UnfitKey e) {
            return Optional.empty();
        }
    }

    /** Empty if what was offered isn't a revocation, without its key, of the known certificate. */
    Optional<Facts> revoked(Standard standard, Certificate known, Certificate offered) {
        if (offered.octets().length > Pinning.LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(readers.get(standard).revoked(known, offered));
        } catch (UnfitKey e) {
            return Optional.empty();
        }
    }
}
