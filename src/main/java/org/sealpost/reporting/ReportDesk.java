package org.sealpost.reporting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.sealpost.authentication.ReportProof;
import org.sealpost.directory.Directory;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.tlsrpt.MalformedReport;
import org.sealpost.tlsrpt.ReportReader;
import org.sealpost.tlsrpt.TlsReport;

/**
 * Takes the reports of others that come by mail (RFC 8460 §3, §5.3). It answers nobody: what doesn't count is counted as that, and
 * forgotten.
 */
@ApplicationScoped
public class ReportDesk {

    /** The local part of the address at each domain of ours, which the records that we ask to publish name. */
    public static final String MAILBOX = "tlsrpt";

    private static final Logger LOG = System.getLogger(ReportDesk.class.getName());

    private ReportProof proof;
    private Directory directory;
    private ReceivedReports received;

    protected ReportDesk() {
    }

    @Inject
    ReportDesk(ReportProof proof, Directory directory, ReceivedReports received) {
        this.proof = proof;
        this.directory = directory;
        this.received = received;
    }

    /**
     * Judges what came and keeps what it tells. It asks the DNS, so outside any transaction.
     *
     * @param mailbox the domain of ours at whose address it came
     * @param header as it came
     * @param message as it came, with that header
     * @return why it doesn't count; empty if it does
     * @throws IOException if that can't be decided now: whoever sent it shall come again
     */
    public Optional<Discard> take(long accountId, Domain mailbox, HeaderFields header, RawMessage message) throws IOException {
        Optional<Discard> why = judged(accountId, mailbox, header, message);
        why.ifPresent(reason -> {
            received.discard(accountId, reason);
            LOG.log(Level.INFO, "discarded a report on TLS at {0}: {1}", mailbox, reason);
        });
        return why;
    }

    private Optional<Discard> judged(long accountId, Domain mailbox, HeaderFields header, RawMessage message) throws IOException {
        if (received.isFull(accountId)) {
            return Optional.of(Discard.TOO_MANY);
        }
        Optional<Domain> signer = signer(header, message);
        if (signer.isEmpty()) {
            return Optional.of(Discard.UNPROVEN);
        }
        if (received.isFull(accountId, signer.get())) {
            return Optional.of(Discard.TOO_MANY);
        }
        Optional<TlsReport> report = report(message);
        if (report.isEmpty()) {
            return Optional.of(Discard.UNREADABLE);
        }
        Domain about = domain(header, "TLS-Report-Domain").filter(domain -> isOurs(accountId, domain)).orElse(mailbox);
        Summary summary = Summary.of(report.get(), about, domain -> isOurs(accountId, domain));
        if (summary.results().isEmpty()) {
            return Optional.of(Discard.FOREIGN);
        }
        return received.keep(accountId, signer.get(), summary) ? Optional.empty() : Optional.of(Discard.REPEATED);
    }

    /** Who vouches for it; nobody if it says that it was submitted by another. */
    private Optional<Domain> signer(HeaderFields header, RawMessage message) throws IOException {
        ReportProof.Finding found = proof.of(message, header.people("From").stream().map(from -> from.address().domain()).distinct().toList());
        if (found.undecided()) {
            throw new IOException("the signature of a report on TLS can't be checked now");
        }
        boolean said = header.count("TLS-Report-Submitter") > 0;
        return found.signer().filter(signer -> !said || header.count("TLS-Report-Submitter") == 1
                && domain(header, "TLS-Report-Submitter").filter(submitter -> ReportProof.isAtOrBelow(submitter, signer)).isPresent());
    }

    private static Optional<TlsReport> report(RawMessage message) throws IOException {
        Optional<byte[]> octets = Enclosed.in(message);
        try {
            return octets.isEmpty() ? Optional.empty() : Optional.of(ReportReader.read(octets.get()))
                    .filter(report -> report.id().length() <= Summary.LONGEST_ID);
        } catch (MalformedReport e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(long accountId, Domain domain) {
        return directory.proven(domain).filter(local -> local.accountId() == accountId).isPresent();
    }

    private static Optional<Domain> domain(HeaderFields header, String field) {
        try {
            return header.words(field).map(Domain::new);
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }
}
