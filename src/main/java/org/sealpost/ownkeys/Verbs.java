package org.sealpost.ownkeys;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.KeyVersion;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.smime.AlgorithmPolicy;
import org.sealpost.smime.Fitness;
import org.sealpost.smime.Smime;

/** The verbs of both standards. */
final class Verbs {

    private final InstantSource clock;
    private final SecureRandom random;
    private final OpenPgp openPgp;
    private final Map<Standard, KeyVerbs> verbs;

    Verbs(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        this.openPgp = new OpenPgp(clock, random);
        this.verbs = Map.of(Standard.OPENPGP, new OpenPgpVerbs(openPgp),
                Standard.SMIME, new SmimeVerbs(new Smime(clock, random), new Fitness(AlgorithmPolicy.usual())));
    }

    KeyVerbs of(Standard standard) {
        return verbs.get(standard);
    }

    OpenPgp openPgp() {
        return openPgp;
    }

    /** @param person as in {@code Sam Berg <sam@clinic.test>} */
    SecretKey make(KeyForm form, String person, Duration life) {
        return switch (form) {
            case OPENPGP_4 -> openPgp.generate(person, life);
            case OPENPGP_6 -> new OpenPgp(clock, random, KeyVersion.SIX).generate(person, life);
            case SMIME_SELF_SIGNED -> new Smime(clock, random).generate(person, life);
        };
    }

    KeyFacts facts(Standard standard, SecretKey key) throws UnfitKey {
        return of(standard).facts(of(standard).certificate(key), clock.instant());
    }

    /** What a kept key says now. */
    KeyFacts facts(OwnKey key) {
        return facts(key, clock.instant());
    }

    /** An OpenPGP certificate with nothing in it but this address; nothing if it can't be read. */
    byte[] published(OwnKey key, Address address) {
        try {
            return openPgp.keys().selfSigned(openPgp.keys().certificate(key.certificate().octets()), address).certificate().octets();
        } catch (UnfitKey e) {
            return new byte[0];
        }
    }

    KeyFacts facts(OwnKey key, Instant at) {
        try {
            return of(key.standard()).facts(key.certificate(), at);
        } catch (UnfitKey e) {
            throw new IllegalStateException("the certificate " + key.fingerprint() + " was read before", e);
        }
    }
}
