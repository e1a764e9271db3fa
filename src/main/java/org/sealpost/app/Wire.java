package org.sealpost.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.sealpost.directory.Closing;
import org.sealpost.dns.DnsjavaResolver;
import org.sealpost.dns.Resolver;
import org.sealpost.mtasts.StsFinding;
import org.sealpost.smtp.Deadlines;
import org.sealpost.transport.Courier;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** The way to the outside: one resolver and one courier for the whole application. */
@ApplicationScoped
public class Wire {

    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

    private Resolver resolver;
    private Courier courier;

    protected Wire() {
    }

    @Inject
    Wire(Configuration configuration, InstantSource clock, SecureRandom random) {
        this.resolver = new DnsjavaResolver(configuration.dnsResolver().stream().toList(), DNS_TIMEOUT, clock);
        this.courier = new Courier(resolver, dialer(configuration), trust(configuration), clock, random,
                configuration.smtpName(), Deadlines.RFC5321, domain -> StsFinding.NONE);
    }

    @Produces
    @Dependent
    @Typed(Resolver.class)
    Resolver resolver() {
        return resolver;
    }

    @Produces
    @Dependent
    @Typed(Courier.class)
    Courier courier() {
        return courier;
    }

    void end(@Observes Closing closing) {
        courier.close();
    }

    /** The demo reaches its fake internet and nothing else. */
    private static Dialer dialer(Configuration configuration) {
        return configuration.isDemo() ? Dialer.loopback(configuration.portMap()) : Dialer.internet();
    }

    private static TrustAnchors trust(Configuration configuration) {
        return configuration.trustAnchors().map(file -> {
            try {
                return TrustAnchors.inPem(file);
            } catch (IOException e) {
                throw new IllegalStateException("sealpost.tls.trust-anchors: " + e.getMessage(), e);
            }
        }).orElseGet(TrustAnchors::ofSystem);
    }
}
