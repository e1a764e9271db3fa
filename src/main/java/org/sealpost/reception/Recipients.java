package org.sealpost.reception;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.User;
import org.sealpost.forwarding.Forward;
import org.sealpost.forwarding.Forwarding;
import org.sealpost.forwarding.Srs;
import org.sealpost.mail.Address;
import org.sealpost.reporting.ReportDesk;

/** Who gets mail to an address of ours: the one place that knows, for whoever accepts mail and whoever delivers it. */
@ApplicationScoped
public class Recipients {

    @Inject
    private Directory directory;
    @Inject
    private ForwardBook book;
    @Inject
    private InstantSource clock;

    protected Recipients() {
    }

    /**
     * Who gets it.
     *
     * @param mailboxes of ours
     * @param outside aliases whose targets aren't ours
     * @param bouncesTo whom a bounce to one of our rewritten reverse-paths is for; only notifications, which have the null
     *                  path themselves, may go there
     */
    public record Resolution(List<User> mailboxes, List<Forward> outside, Optional<Address> bouncesTo) {

        static final Resolution NOBODY = new Resolution(List.of(), List.of(), Optional.empty());

        public Resolution {
            mailboxes = List.copyOf(mailboxes);
            outside = List.copyOf(outside);
        }

        public boolean isNobody() {
            return mailboxes.isEmpty() && outside.isEmpty() && bouncesTo.isEmpty();
        }
    }

    /** Nobody, if the domain isn't proven to be ours. */
    public Resolution resolve(Address address) {
        Optional<User> user = directory.mailbox(address);
        if (user.isPresent()) {
            return new Resolution(List.of(user.get()), List.of(), Optional.empty());
        }
        return directory.proven(address.domain()).map(domain -> otherwise(address, domain)).orElse(Resolution.NOBODY);
    }

    /**
     * Whether others' reports on TLS are taken at the address: at each proven domain, unless a user has it or an alias leads on. A
     * catch-all doesn't: it is for mail to people.
     */
    public boolean takesReports(Address address) {
        if (!address.localPart().equalsIgnoreCase(ReportDesk.MAILBOX) || directory.mailbox(address).isPresent()) {
            return false;
        }
        String written = address.toString().toLowerCase(Locale.ROOT);
        return directory.proven(address.domain()).filter(domain -> book.active(domain.accountId()).stream()
                .noneMatch(rule -> rule.kind() == Forward.Kind.ALIAS && rule.whose().equals(written))).isPresent();
    }

    private Resolution otherwise(Address address, LocalDomain domain) {
        if (Srs.isRewritten(address)) {
            return new Resolution(List.of(), List.of(), new Srs(book.secret(domain.accountId()), clock).original(address));
        }
        List<User> mailboxes = new ArrayList<>();
        List<Forward> outside = new ArrayList<>();
        for (Forward end : Forwarding.resolve(address, book.active(domain.accountId()), one -> directory.mailbox(one).isPresent(), this::isOurs)) {
            directory.mailbox(end.target()).ifPresentOrElse(mailboxes::add, () -> outside.add(end));
        }
        return new Resolution(mailboxes, outside, Optional.empty());
    }

    private boolean isOurs(Address address) {
        return directory.proven(address.domain()).isPresent();
    }
}
