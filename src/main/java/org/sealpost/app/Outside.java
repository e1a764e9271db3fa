package org.sealpost.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.sealpost.assurance.Reason;
import org.sealpost.dns.DnsjavaResolver;
import org.sealpost.dns.Resolver;
import org.sealpost.http.HttpsClient;
import org.sealpost.http.SignedObjectClient;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.mtasts.StsCache;
import org.sealpost.smtp.Deadlines;
import org.sealpost.transport.Courier;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** Everything that talks to the outside, put together as the settings say: the application's, and the one of a single check. */
public record Outside(Resolver resolver, HttpsClient https, SignedObjectClient signedObjects, PolicyFinder policies, Courier courier) implements AutoCloseable {

    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

    /**
     * @param policyFailed is told of each MTA-STS policy that couldn't be fetched
     * @throws IllegalStateException with a sentence for the administrator
     */
    public static Outside of(Configuration configuration, InstantSource clock, SecureRandom random, StsCache known,
            BiConsumer<Domain, Reason> policyFailed) {
        Resolver resolver = resolver(configuration, clock);
        Dialer dialer = configuration.isDemo() ? Dialer.loopback(configuration.portMap()) : Dialer.internet();
        TrustAnchors trust = trust(configuration);
        HttpsClient https = new HttpsClient(resolver, dialer, trust, clock, random);
        PolicyFinder policies = new PolicyFinder(resolver, https, known, clock, policyFailed);
        return new Outside(resolver, https, new SignedObjectClient(resolver, dialer), policies,
                new Courier(resolver, dialer, trust, clock, random, configuration.smtpName(), Deadlines.RFC5321, policies));
    }

    @Override
    public void close() {
        courier.close();
        https.close();
        signedObjects.close();
    }

    private static Resolver resolver(Configuration configuration, InstantSource clock) {
        return configuration.believesResolver()
                ? DnsjavaResolver.believing(configuration.dnsResolvers(), DNS_TIMEOUT, clock)
                : DnsjavaResolver.validating(configuration.dnsResolvers(), DNS_TIMEOUT, clock, configuration.rootAnchor());
    }

    /** The authorities that other servers' certificates are judged by. */
    static TrustAnchors trust(Configuration configuration) {
        return configuration.trustAnchors().map(file -> {
            try {
                return TrustAnchors.inPem(file);
            } catch (IOException e) {
                throw new IllegalStateException("sealpost.tls.trust-anchors: " + e.getMessage(), e);
            }
        }).orElseGet(TrustAnchors::ofSystem);
    }
}
