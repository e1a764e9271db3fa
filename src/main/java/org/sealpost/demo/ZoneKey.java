package org.sealpost.demo;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;

/** The one key of a signed zone (ECDSA P-256, RFC 6605). It lives as long as the process: nobody keeps what it signs. */
final class ZoneKey {

    private static final int ZONE_AND_ENTRY_POINT = 257;
    private static final int DNSSEC_PROTOCOL = 3;
    private static final Duration AROUND = Duration.ofDays(7);

    private final KeyPair pair;
    private final DNSKEYRecord published;
    private final InstantSource clock;

    ZoneKey(Name apex, long ttl, InstantSource clock, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            this.pair = generator.generateKeyPair();
            this.published = new DNSKEYRecord(apex, DClass.IN, ttl, ZONE_AND_ENTRY_POINT, DNSSEC_PROTOCOL,
                    DNSSEC.Algorithm.ECDSAP256SHA256, pair.getPublic());
            this.clock = clock;
        } catch (GeneralSecurityException | DNSSEC.DNSSECException e) {
            throw new IllegalStateException("no key for " + apex, e);
        }
    }

    DNSKEYRecord published() {
        return published;
    }

    /** What the zone above says of this key. */
    DSRecord delegation() {
        return new DSRecord(published.getName(), DClass.IN, published.getTTL(), DSRecord.SHA256_DIGEST_ID, published);
    }

    RRSIGRecord sign(RRset set) {
        Instant now = clock.instant();
        try {
            return DNSSEC.sign(set, published, pair.getPrivate(), now.minus(AROUND), now.plus(AROUND));
        } catch (DNSSEC.DNSSECException e) {
            throw new IllegalStateException("can't sign " + set.getName(), e);
        }
    }
}
