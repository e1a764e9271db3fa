package org.sealpost.demo;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The certificates of the correspondents' mail servers, made anew at each start. */
final class Certificates {

    private static final Duration LIFE = Duration.ofDays(90);

    /** What a server shows, and the context to show it with. */
    record Shown(SSLContext context, X509Certificate certificate) {

        /** What a domain publishes of it (RFC 6698 §2, usage 3, selector 1, matching type 1). */
        String tlsa() throws GeneralSecurityException {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
            return "3 1 1 " + HexFormat.of().formatHex(digest);
        }
    }

    private final Map<Correspondent, Shown> usual = new EnumMap<>(Correspondent.class);
    private final Shown expired;

    Certificates(DemoCa ca, Instant now) throws GeneralSecurityException, IOException {
        for (Correspondent owner : Correspondent.values()) {
            shown(ca, owner, now).ifPresent(shown -> usual.put(owner, shown));
        }
        expired = ca.vouchedFor(now.minus(LIFE).minus(Duration.ofDays(3)), LIFE, Correspondent.ANNA.mailHost());
    }

    Optional<Shown> of(Correspondent owner, boolean hasExpired) {
        return Optional.ofNullable(hasExpired ? expired : usual.get(owner));
    }

    private static Optional<Shown> shown(DemoCa ca, Correspondent owner, Instant now) throws GeneralSecurityException, IOException {
        String[] hosts = owner.mailHosts().stream().sorted().toArray(String[]::new);
        return switch (owner.certificate()) {
            case NONE -> Optional.empty();
            case SELF_SIGNED -> Optional.of(ca.selfSigned(now, LIFE, hosts));
            case BY_DEMO_CA -> Optional.of(ca.vouchedFor(now, LIFE, hosts));
            case EXPIRED -> Optional.of(ca.vouchedFor(now.minus(LIFE).minus(Duration.ofDays(3)), LIFE, hosts));
            case OF_SOMEBODY_ELSE -> Optional.of(ca.vouchedFor(now, LIFE, "mx.somebody-else.test"));
        };
    }
}
