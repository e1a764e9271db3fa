package org.sealpost.web.admin.destinations;

import jakarta.annotation.PostConstruct;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.destination.Destinations;
import org.sealpost.destination.ForcedDomain;
import org.sealpost.destination.ForcedDomains;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.monitor.Change;
import org.sealpost.monitor.Correspondents;
import org.sealpost.monitor.DomainChanges;
import org.sealpost.monitor.DomainLook;
import org.sealpost.monitor.LiveLooks;
import org.sealpost.monitor.PastChange;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/**
 * The page /admin/destination.xhtml: one domain, its servers, what binds mail there, what changed. Of a domain that the
 * account never wrote to it shows only a look that the account asked for, so that nobody learns who else writes there.
 */
@Named
@ViewScoped
public class OneDomain implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int MOST_CHANGES = 50;

    @Inject
    private Destinations destinations;
    @Inject
    private ForcedDomains forcedDomains;
    @Inject
    private DomainChanges changes;
    @Inject
    private Correspondents correspondents;
    @Inject
    private LiveLooks live;
    @Inject
    private LookRequests looks;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;
    @Inject
    private Moments moments;
    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;

    private String name = "";
    private String flaw = "";
    /** The same for the whole page: a button that waits while nothing asks again would wait for ever. */
    private boolean looking;
    private transient Optional<DomainLook> look;
    private transient Optional<DestinationFacts> facts;

    @PostConstruct
    void open() {
        try {
            name = new Domain(Optional.ofNullable(request.getParameter("name")).orElse("")).name();
        } catch (MalformedAddress e) {
            name = "";
        }
    }

    /** Each time before it is shown, in whole or in part; without a domain it is no page. */
    public void show() throws IOException {
        look = null;
        facts = null;
        looking = !name.isEmpty() && live.isUnderWay(accountId(), domain());
        if (name.isEmpty()) {
            external.responseSendError(404, "");
            FacesContext.getCurrentInstance().responseComplete();
        }
    }

    public String getTitle() {
        return domain().unicode();
    }

    // The look

    public void check() {
        flaw = looks.begin(domain()).orElse("");
    }

    public boolean isLooking() {
        return looking;
    }

    public String getFlaw() {
        return live.isBroken(accountId(), domain()) ? phrases().say("look.broken") : flaw;
    }

    public boolean isSeen() {
        return look().isPresent();
    }

    public String getVerdict() {
        return look().map(seen -> tongue.say(seen.verdict()) + seen.because().map(why -> " " + tongue.say(why)).orElse(""))
                .orElse("");
    }

    public String getVerdictStyle() {
        return look().map(seen -> seen.isGood() ? "is-ok" : !seen.isReached() ? "is-waiting"
                : seen.level() == TlsLevel.NONE || !seen.level().reaches(seen.floor().level()) ? "is-bad" : "is-warn").orElse("is-none");
    }

    public String getSeenWhen() {
        return look().flatMap(DomainLook::at).map(at -> phrases().say("look.at", moments.said(at), moments.ago(at))).orElse("");
    }

    public List<HostPanel> getHosts() {
        return look().map(seen -> seen.hosts().stream().map(host -> HostPanel.of(host, phrases(), moments)).toList()).orElse(List.of());
    }

    public List<HostPanel.Line> getPublished() {
        return look().filter(DomainLook::isReached).map(seen -> List.of(
                new HostPanel.Line("MTA-STS", phrases().say("published.sts." + word(seen.published().sts()))),
                new HostPanel.Line("DANE", phrases().say("published.dane." + word(seen.published().dane()))),
                new HostPanel.Line(phrases().say("look.reports"), phrases().say("published.reports." + seen.published().tlsReports()))))
                .orElse(List.of());
    }

    // What binds mail there

    /** Whether there is anything to show but the look itself. */
    public boolean isKnown() {
        return facts().isPresent() || forced().isPresent();
    }

    private boolean mayKnow() {
        return signedIn.isSystemAdministrator() || correspondents.wrote(accountId(), domain());
    }

    public ForcedDomain getForced() {
        return forced().orElse(null);
    }

    /** What the domain itself demands, as a sentence; empty if nothing. */
    public String getFloor() {
        return look().map(DomainLook::floor).filter(floor -> floor.level() != TlsLevel.NONE && !floor.why().code().equals("floor.forced"))
                .map(floor -> tongue.say(floor.why())).orElse("");
    }

    // What changed

    public List<PastChange> getHistory() {
        return mayKnow() ? changes.history(domain(), MOST_CHANGES) : List.of();
    }

    public String what(Change change) {
        return phrases().say("changed." + word(change.what()));
    }

    public String value(Change change, String value) {
        return AlarmNote.value(change.what(), value, phrases());
    }

    /** The latest of what was asked for and what is kept. */
    private Optional<DomainLook> look() {
        if (look == null) {
            look = Stream.concat(live.find(accountId(), domain()).stream(), facts().map(DomainLook::of).stream())
                    .reduce(DomainLook::orLater).map(seen -> seen.under(forcedDomains.floor(domain())));
        }
        return look;
    }

    /** What is kept of it, as far as it may be shown. */
    Optional<DestinationFacts> facts() {
        if (facts == null) {
            facts = mayKnow() ? destinations.facts(domain()) : Optional.empty();
        }
        return facts;
    }

    private Optional<ForcedDomain> forced() {
        return mayKnow() ? forcedDomains.find(domain()) : Optional.empty();
    }

    Domain domain() {
        return new Domain(name);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private long accountId() {
        return signedIn.account().id();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
