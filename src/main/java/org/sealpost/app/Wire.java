package org.sealpost.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.sealpost.assurance.Reason;
import org.sealpost.destination.StsPolicyStore;
import org.sealpost.destination.TlsResults;
import org.sealpost.directory.Closing;
import org.sealpost.dns.DnsjavaResolver;
import org.sealpost.dns.Resolver;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.smtp.Deadlines;
import org.sealpost.transport.Courier;
import org.sealpost.wire.Dialer;
import org.sealpost.wire.TrustAnchors;

/** The way to the outside: one resolver, one HTTPS client and one courier for the whole application. */
@ApplicationScoped
public class Wire {

    private static final Logger LOG = System.getLogger(Wire.class.getName());
    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

    private Resolver resolver;
    private HttpsClient https;
    private PolicyFinder policies;
    private Courier courier;

    protected Wire() {
    }

    @Inject
    Wire(Configuration configuration, InstantSource clock, SecureRandom random, StsPolicyStore known, TlsResults results) {
        this.resolver = resolver(configuration, clock);
        Dialer dialer = dialer(configuration);
        TrustAnchors trust = trust(configuration);
        this.https = new HttpsClient(resolver, dialer, trust, clock, random);
        this.policies = new PolicyFinder(resolver, https, known, clock, (domain, why) -> policyFailed(results, domain, why));
        this.courier = new Courier(resolver, dialer, trust, clock, random, configuration.smtpName(), Deadlines.RFC5321, policies);
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

    @Produces
    @Dependent
    @Typed(PolicyFinder.class)
    PolicyFinder policies() {
        return policies;
    }

    void end(@Observes Closing closing) {
        courier.close();
        https.close();
    }

    /** RFC 8461 §3.3 and §6: administrators should see it long before a policy expires, and the domain should learn of it. */
    private static void policyFailed(TlsResults results, Domain domain, Reason why) {
        results.count(domain, why);
        LOG.log(Level.WARNING, "the MTA-STS policy of {0} could not be fetched: {1} {2}", domain, why.code(), why.values());
    }

    private static Resolver resolver(Configuration configuration, InstantSource clock) {
        return configuration.believesResolver()
                ? DnsjavaResolver.believing(configuration.dnsResolvers(), DNS_TIMEOUT, clock)
                : DnsjavaResolver.validating(configuration.dnsResolvers(), DNS_TIMEOUT, clock, configuration.rootAnchor());
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
