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
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.sealpost.assurance.Reason;
import org.sealpost.authentication.Authenticator;
import org.sealpost.authentication.ReportProof;
import org.sealpost.destination.StsPolicyStore;
import org.sealpost.destination.TlsResults;
import org.sealpost.directory.Closing;
import org.sealpost.dns.Resolver;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.keysearch.Authorities;
import org.sealpost.keysearch.KeyPlaces;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.PolicyFinder;
import org.sealpost.openpgp.KeyReading;
import org.sealpost.openpgp.KeyServer;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.OpenPgpKeyRecords;
import org.sealpost.openpgp.WebKeyDirectory;
import org.sealpost.smime.AlgorithmPolicy;
import org.sealpost.smime.CertificateFiles;
import org.sealpost.smime.RevocationCheck;
import org.sealpost.smime.SmimeCertificate;
import org.sealpost.smime.SmimeaRecords;
import org.sealpost.transport.Courier;
import org.sealpost.wire.CertificateJudge;

/** The way to the outside: one resolver, one HTTPS client and one courier for the whole application. */
@ApplicationScoped
public class Wire {

    private static final Logger LOG = System.getLogger(Wire.class.getName());

    private Outside outside;
    private Authorities authorities;

    protected Wire() {
    }

    @Inject
    Wire(Configuration configuration, InstantSource clock, SecureRandom random, StsPolicyStore known, TlsResults results) {
        this.outside = Outside.of(configuration, clock, random, known, (domain, why) -> policyFailed(results, domain, why));
        this.authorities = new Authorities(mailAuthorities(configuration), new RevocationCheck(outside.signedObjects(), AlgorithmPolicy.usual()));
    }

    @Produces
    @Dependent
    @Typed(Resolver.class)
    Resolver resolver() {
        return outside.resolver();
    }

    @Produces
    @Dependent
    @Typed(Courier.class)
    Courier courier() {
        return outside.courier();
    }

    @Produces
    @Dependent
    @Typed(PolicyFinder.class)
    PolicyFinder policies() {
        return outside.policies();
    }

    @Produces
    @Dependent
    @Typed(Authenticator.class)
    Authenticator authenticator(InstantSource clock) {
        return new Authenticator(outside.resolver(), clock);
    }

    @Produces
    @Dependent
    @Typed(ReportProof.class)
    ReportProof reportProof(InstantSource clock) {
        return new ReportProof(outside.resolver(), clock);
    }

    @Produces
    @Dependent
    @Typed(CertificateJudge.class)
    CertificateJudge judge(Configuration configuration) {
        return new CertificateJudge(Outside.trust(configuration));
    }

    @Produces
    @Dependent
    @Typed(Authorities.class)
    Authorities authorities() {
        return authorities;
    }

    @Produces
    @Dependent
    @Typed(KeyPlaces.class)
    KeyPlaces keyPlaces(Configuration configuration, InstantSource clock, SecureRandom random) {
        KeyReading reading = new OpenPgp(clock, random).keys();
        return new KeyPlaces(new WebKeyDirectory(outside.https(), reading, clock), new OpenPgpKeyRecords(outside.resolver(), reading, clock),
                new SmimeaRecords(outside.resolver(), authorities.chain(), clock),
                configuration.keyServer().map(server -> new KeyServer(server, outside.https(), reading, clock)));
    }

    void end(@Observes Closing closing) {
        outside.close();
    }

    private static List<SmimeCertificate> mailAuthorities(Configuration configuration) {
        return configuration.mailAuthorities().map(file -> {
            try {
                return CertificateFiles.read(Files.readAllBytes(file));
            } catch (IOException | UnfitKey e) {
                throw new IllegalStateException("sealpost.smime.trust-anchors: " + file + " holds no certificates in PEM.", e);
            }
        }).orElse(List.of());
    }

    /** RFC 8461 §3.3 and §6: administrators should see it long before a policy expires, and the domain should learn of it. */
    private static void policyFailed(TlsResults results, Domain domain, Reason why) {
        results.count(domain, why);
        LOG.log(Level.WARNING, "the MTA-STS policy of {0} could not be fetched: {1} {2}", domain, why.code(), why.values());
    }
}
