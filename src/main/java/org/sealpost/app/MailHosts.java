package org.sealpost.app;

import org.sealpost.publication.MailHost;

/** Our own host as it is configured: the application's, and that of a command. */
public final class MailHosts {

    private MailHosts() {
    }

    public static MailHost of(Configuration configuration) {
        boolean listens = configuration.smtpCertificate().isPresent();
        return new MailHost(configuration.smtpName(), configuration.publicUrl().getHost(), configuration.submissionPort().filter(port -> listens),
                configuration.submissionsPort().filter(port -> listens), configuration.stsMode(), configuration.smtpCertificate());
    }
}
