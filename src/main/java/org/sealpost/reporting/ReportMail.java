package org.sealpost.reporting;

import java.security.SecureRandom;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.ResourceBundle;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.ReportComposer;
import org.sealpost.mime.ReportLetter;
import org.sealpost.tlsrpt.ReportText;
import org.sealpost.tlsrpt.TlsReport;

/** A report as a mail, in English: nobody knows who reads it. */
final class ReportMail {

    private static final Locale LANGUAGE = Locale.ENGLISH;

    private final ResourceBundle words = ResourceBundle.getBundle("org.sealpost.reporting.mail", LANGUAGE,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    private final ReportComposer composer;

    ReportMail(InstantSource clock, SecureRandom random) {
        this.composer = new ReportComposer(clock, random);
    }

    /** @param submitter the domain of the report's contact (RFC 8460 §5.3) */
    RawMessage written(TlsReport report, Domain about, Address to, Domain submitter) {
        LocalDate day = LocalDate.ofInstant(report.from(), ZoneOffset.UTC);
        String text = new MessageFormat(words.getString("report.body"), LANGUAGE).format(new Object[] {submitter.name(), about.name(), day.toString(),
            Long.toString(report.successful()), Long.toString(report.failed())});
        return composer.compose(new ReportLetter(new Correspondent("Sealpost", Address.of(report.contact())), to, about, report.id(), text,
                ReportText.fileName(report, about.name()) + ".json.gz", RawMessage.of(ReportText.gzip(report))));
    }
}
