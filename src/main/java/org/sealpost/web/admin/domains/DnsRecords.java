package org.sealpost.web.admin.domains;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.keys.SigningKey;
import org.sealpost.keys.SigningKeys;
import org.sealpost.publication.DnsPlan;
import org.sealpost.publication.DnsState;
import org.sealpost.publication.Publications;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /admin/dns.xhtml: what the DNS must say of a domain of the account's, whether it does, and the keys among it. */
@Named
@ViewScoped
public class DnsRecords implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Duration OLD = Duration.ofDays(182);

    @Inject
    private Directory directory;
    @Inject
    private Publications publications;
    @Inject
    private SigningKeys keys;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;
    @Inject
    private InstantSource clock;
    @Inject
    private HttpServletRequest request;

    private String name = "";
    private transient List<LocalDomain> domains;
    private transient List<DnsState> looked;

    /** One signing key, in words. */
    public record Key(String name, String algorithm, String since, String style, String state) { }

    @PostConstruct
    void open() {
        String asked = Objects.toString(request.getParameter("domain"), "");
        name = getDomains().stream().map(domain -> domain.name().name()).filter(asked::equals).findFirst()
                .or(() -> getDomains().stream().map(domain -> domain.name().name()).findFirst()).orElse("");
    }

    public List<LocalDomain> getDomains() {
        if (domains == null) {
            domains = directory.domains(signedIn.account().id());
        }
        return domains;
    }

    /** Which of them it is about; empty if the account has none. */
    public String getName() {
        return name;
    }

    public boolean isLooked() {
        return looked != null;
    }

    /** Waits for the DNS. */
    public void check() {
        looked = domain().map(publications::plan).map(publications::look).orElse(List.of());
    }

    public List<DnsRow> getRows() {
        if (looked != null) {
            return looked.stream().map(state -> DnsRow.of(state, phrases())).toList();
        }
        return domain().map(publications::plan).map(DnsPlan::records).orElse(List.of()).stream()
                .map(wanted -> DnsRow.unasked(wanted, phrases())).toList();
    }

    /** How it stands, in a sentence or two. */
    public String getSummary() {
        if (looked == null) {
            return phrases().say("dns.checking");
        }
        long right = looked.stream().filter(one -> one.state() == DnsState.State.RIGHT).count();
        if (right == looked.size()) {
            return phrases().say("dns.all.right", looked.size());
        }
        int needed = needed();
        return phrases().say("dns.some.right", right, looked.size()) + " "
                + (needed == 0 ? phrases().say("dns.needed.none") : phrases().count("dns.needed", needed));
    }

    public String getSummaryStyle() {
        return looked == null ? "is-waiting" : needed() > 0 ? "is-warn" : "is-ok";
    }

    public String getPolicy() {
        return phrases().say("dns.policy." + publications.mode().name().toLowerCase(Locale.ROOT));
    }

    public List<Key> getKeys() {
        return published().stream().map(key -> new Key(key.selector(), key.algorithm(), moments.day(key.madeAt()),
                key.isSigning() ? "is-ok" : key.isRetired() ? "is-none" : "is-waiting",
                phrases().say(key.isSigning() ? "dns.key.signs" : key.isRetired() ? "dns.key.retired" : "dns.key.waits"))).toList();
    }

    /** Whether it is time for new ones. */
    public boolean isAged() {
        Instant limit = clock.instant().minus(OLD);
        return !published().isEmpty() && published().stream().allMatch(key -> key.madeAt().isBefore(limit));
    }

    public void renew() {
        domain().ifPresent(domain -> keys.make(domain.accountId(), domain.name(), signedIn.getAddress()));
        check();
    }

    private int needed() {
        return (int) looked.stream().filter(one -> one.wanted().required() && one.state() != DnsState.State.RIGHT).count();
    }

    private List<SigningKey> published() {
        return domain().map(domain -> keys.published(domain.accountId(), domain.name())).orElse(List.of());
    }

    private Optional<LocalDomain> domain() {
        return getDomains().stream().filter(domain -> domain.name().name().equals(name)).findFirst();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
