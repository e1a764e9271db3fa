package org.sealpost.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.microprofile.config.Config;
import org.sealpost.audit.CheckpointFiles;
import org.sealpost.delivery.Pace;
import org.sealpost.delivery.RetrySchedule;
import org.sealpost.directory.ProgramPorts;
import org.sealpost.directory.Site;
import org.sealpost.keyring.GivenFiles;
import org.sealpost.keyring.Keyring;
import org.sealpost.listener.Listening;
import org.sealpost.ownkeys.OwnKeys;
import org.sealpost.protection.OpenPgpProtector;
import org.sealpost.protection.SmimeProtector;
import org.sealpost.publication.MailHost;
import org.sealpost.receipt.KeyFiles;
import org.sealpost.vault.KeysetFiles;

/** The composition root: plain classes carry no annotations, so they are put together here. */
@ApplicationScoped
public class Assembly {

    private final SecureRandom random = new SecureRandom();

    @Produces
    @Dependent
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Dependent
    SecureRandom random() {
        return random;
    }

    @Produces
    @Dependent
    Configuration configuration(Config config) {
        return new Configuration(key -> config.getOptionalValue(key, String.class));
    }

    @Produces
    @Dependent
    KeysetFiles keysetFiles(Configuration configuration) {
        return new KeysetFiles(configuration.data().resolve("keys"));
    }

    @Produces
    @Dependent
    CheckpointFiles checkpointFiles(Configuration configuration) {
        return new CheckpointFiles(configuration.data().resolve("audit"));
    }

    @Produces
    @Dependent
    KeyFiles receiptKeyFiles(Configuration configuration) {
        return new KeyFiles(configuration.data().resolve("keys"), configuration.data().resolve("audit"), random);
    }

    @Produces
    @Dependent
    GivenFiles givenFiles(InstantSource clock) {
        return new GivenFiles(clock, random);
    }

    @Produces
    @Dependent
    Site site(Configuration configuration) {
        return new Site(configuration.publicUrl(), configuration.hosts(), configuration.smtpName(),
                configuration.isBehindProxy(), configuration.isDemo());
    }

    @Produces
    @Dependent
    ProgramPorts programPorts(Configuration configuration) {
        boolean shown = configuration.smtpCertificate().isPresent();
        return new ProgramPorts(configuration.smtpName(), configuration.submissionsPort().filter(port -> shown),
                configuration.submissionPort().filter(port -> shown), configuration.imap());
    }

    @Produces
    @Dependent
    MailHost mailHost(Configuration configuration) {
        return configuration.mailHost();
    }

    @Produces
    @Dependent
    Listening listening(Configuration configuration) {
        return new Listening(configuration.smtpName(), configuration.smtpAddress(), configuration.smtpPort(), configuration.submissionPort(),
                configuration.submissionsPort(), configuration.smtpCertificate(), configuration.smtpProxies(), configuration.messageLimit());
    }

    /** In the demo nobody waits five minutes for a second try. */
    @Produces
    @Dependent
    Pace pace(Configuration configuration) {
        return new Pace(configuration.deliveryWorkers(),
                configuration.isDemo() ? RetrySchedule.MAIL.quicker(60) : RetrySchedule.MAIL);
    }

    @Produces
    @Singleton
    OpenPgpProtector openPgpProtector(Keyring contacts, OwnKeys own) {
        return new OpenPgpProtector(new KeysInUse(contacts, own), clock(), random);
    }

    @Produces
    @Singleton
    SmimeProtector smimeProtector(Keyring contacts, OwnKeys own) {
        return new SmimeProtector(new KeysInUse(contacts, own), clock(), random);
    }
}
