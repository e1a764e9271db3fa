package org.sealpost.reporting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealpost.destination.TlsDay;
import org.sealpost.destination.TlsResults;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.tlsrpt.ReportingPolicy;
import org.sealpost.tlsrpt.TlsReport;

/** Tells each domain that asks for it what our connections to it met on the day before (RFC 8460 §3, §4.1, §5.3). */
@ApplicationScoped
public class DailyReports {

    private static final Logger LOG = System.getLogger(DailyReports.class.getName());
    /** Of one day. */
    static final int MOST = 2_000;
    /** Of one report. */
    static final int MOST_MAILBOXES = 5;

    private TlsResults results;
    private Resolver resolver;
    private Submitter submitter;
    private SentReports sent;
    private ReceivedReports received;
    private InstantSource clock;
    private ReportMail mail;
    private Turn turn;

    protected DailyReports() {
    }

    @Inject
    DailyReports(TlsResults results, Resolver resolver, Submitter submitter, SentReports sent, ReceivedReports received,
            InstantSource clock, SecureRandom random) {
        this.results = results;
        this.resolver = resolver;
        this.submitter = submitter;
        this.sent = sent;
        this.received = received;
        this.clock = clock;
        this.mail = new ReportMail(clock, random);
        this.turn = new Turn(random);
    }

    /** To be called again and again; never throws. A domain whose record can't be had now is asked for again until the day ends. */
    public void send() {
        Instant now = clock.instant();
        if (!turn.hasCome(now)) {
            return;
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try {
            sent.forget(today);
            received.forget(today);
            send(today.minusDays(1));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "reports on TLS could not be sent", e);
        }
    }

    /** All of a day that aren't settled yet. The DNS is asked outside any transaction. */
    void send(LocalDate day) {
        Optional<Submitter.Identity> identity = submitter.identity();
        if (identity.isEmpty()) {
            return;
        }
        Set<String> settled = sent.settled(day);
        results.domains(day).stream().map(TlsDay::domain).limit(MOST).filter(domain -> !settled.contains(domain.name()))
                .forEach(domain -> tryToReport(day, domain, identity.get()));
    }

    /** One domain's trouble isn't another's. */
    private void tryToReport(LocalDate day, Domain domain, Submitter.Identity identity) {
        try {
            report(day, domain, identity);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the report on TLS to " + domain + " could not be sent", e);
        }
    }

    private void report(LocalDate day, Domain domain, Submitter.Identity identity) {
        Answer<String> record = resolver.txt("_smtp._tls." + domain.name());
        if (record.isFailed()) {
            return;
        }
        List<Address> mailboxes = ReportingPolicy.in(record.records()).map(ReportingPolicy::mailboxes).orElse(List.of());
        List<SystemMail> written = mailboxes.isEmpty() ? List.of() : results.report(domain, day, identity.domain().name())
                .map(report -> written(report, domain, mailboxes, identity)).orElse(List.of());
        if (sent.settle(day, domain, written) && !written.isEmpty()) {
            LOG.log(Level.INFO, "{0} is told what our connections met on {1}", domain, day);
        }
    }

    private List<SystemMail> written(TlsReport report, Domain domain, List<Address> mailboxes, Submitter.Identity identity) {
        return mailboxes.stream().limit(MOST_MAILBOXES).map(mailbox -> new SystemMail(SystemMail.Kind.REPORT, identity.accountId(),
                ReversePath.NULL, mailbox, mail.written(report, domain, mailbox, identity.domain()), 0)).toList();
    }
}
