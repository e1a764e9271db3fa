package org.sealpost.web.admin.reports;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sealpost.reporting.ReceivedReport;
import org.sealpost.reporting.ReceivedReports;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** On the page /admin/reports.xhtml: what others report about the TLS of their mail to the account's domains. */
@Named
@RequestScoped
public class OthersReports {

    static final int MOST = 100;

    @Inject
    private ReceivedReports received;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    private List<Row> rows;

    /** @param organization what they call themselves; empty if it says no more than their domain */
    public record Row(String day, String submitter, String organization, String domain, long successful, long failed, String failure) { }

    /** The latest first. */
    public List<Row> getRows() {
        if (rows == null) {
            rows = received.latest(signedIn.account().id(), MOST).stream().map(this::row).toList();
        }
        return rows;
    }

    /** What else came to the mailbox for reports, in one sentence; empty if nothing did. */
    public String getDiscarded() {
        String all = received.discarded(signedIn.account().id()).entrySet().stream()
                .map(one -> phrases().say("discard." + one.getKey().name().toLowerCase(Locale.ROOT), one.getValue()))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : phrases().say("others.discarded", all);
    }

    private Row row(ReceivedReport report) {
        String organization = report.organization().equalsIgnoreCase(report.submitter().name()) ? "" : report.organization();
        String failure = report.failure().map(type -> phrases().say("tlsresult." + type.text())).orElse("");
        return new Row(report.day().format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(phrases().locale())),
                report.submitter().unicode(), organization, report.domain().unicode(), report.successful(), report.failed(), failure);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
