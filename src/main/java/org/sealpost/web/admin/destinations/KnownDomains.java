package org.sealpost.web.admin.destinations;

import jakarta.annotation.PostConstruct;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.net.IDN;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.destination.Destinations;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.monitor.Alarm;
import org.sealpost.monitor.Correspondents;
import org.sealpost.monitor.LiveLooks;
import org.sealpost.monitor.Standing;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /admin/destinations.xhtml: the domains that the account wrote to, what fell, and how safe each is. */
@Named
@ViewScoped
public class KnownDomains implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int PAGE = 50;
    private static final int MOST_ALARMS = 50;
    private static final int LONGEST = 253;

    @Inject
    private Correspondents correspondents;
    @Inject
    private Destinations destinations;
    @Inject
    private HeatRows heat;
    @Inject
    private LookRequests looks;
    @Inject
    private LiveLooks live;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;
    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;

    private String part;
    private Correspondents.Order order;
    private Standing standing;
    private int from;
    private String typed = "";
    private String flaw = "";
    private transient List<AlarmNote> alarms;
    private transient List<HeatRow> rows;
    private transient Map<Standing, Long> counts;

    /** One kind of domain in the bar. @param start how many stand before it there */
    public record Share(Standing standing, long start, long count, String words, String key, boolean wanted) { }

    @PostConstruct
    void open() {
        part = parameter("q").strip();
        order = known(Correspondents.Order.values(), parameter("order")).orElse(Correspondents.Order.WEAKEST);
        standing = known(Standing.values(), parameter("standing")).orElse(null);
        String number = parameter("from");
        from = number.matches("\\d{1,6}") ? Integer.parseInt(number) / PAGE * PAGE : 0;
    }

    /** Each time before it is shown, in whole or in part. */
    public void show() {
        alarms = null;
    }

    public List<AlarmNote> getAlarms() {
        if (alarms == null) {
            Set<Domain> underWay = live.underWay(accountId());
            Map<Domain, List<Alarm>> byDomain = correspondents.alarms(accountId(), MOST_ALARMS).stream()
                    .collect(Collectors.groupingBy(Alarm::domain, LinkedHashMap::new, Collectors.toList()));
            Map<Domain, DestinationFacts> facts = destinations.facts(byDomain.keySet());
            alarms = byDomain.entrySet().stream().map(one -> AlarmNote.of(one.getValue(),
                    bond(one.getKey(), Optional.ofNullable(facts.get(one.getKey()))), underWay.contains(one.getKey()), phrases())).toList();
        }
        return alarms;
    }

    private AlarmNote.Bond bond(Domain domain, Optional<DestinationFacts> facts) {
        if (facts.filter(known -> known.level().reaches(destinations.floor(domain).level())).isEmpty()) {
            return AlarmNote.Bond.BLOCKED;
        }
        return facts.flatMap(DestinationFacts::lifting).isPresent() ? AlarmNote.Bond.LIFTED : AlarmNote.Bond.USUAL;
    }

    /** Begins another look at a fallen domain. */
    public void check(String name) {
        flaw = looks.begin(new Domain(name)).orElse("");
    }

    public boolean isLooking() {
        return getAlarms().stream().anyMatch(AlarmNote::underWay);
    }

    /** Any domain, whether or not anybody wrote there. */
    public void look() throws IOException {
        try {
            Domain domain = new Domain(typed.strip().substring(typed.strip().indexOf('@') + 1));
            Optional<String> refused = looks.begin(domain);
            flaw = refused.orElse("");
            if (refused.isEmpty()) {
                external.redirect(external.getRequestContextPath() + "/admin/destination.xhtml?name=" + domain.name());
            }
        } catch (MalformedAddress e) {
            flaw = phrases().say("domains.flaw", typed.strip());
        }
    }

    /** The safest first. */
    public List<Share> getShares() {
        List<Share> shares = new ArrayList<>();
        long start = 0;
        for (int i = Standing.values().length - 1; i >= 0; i--) {
            Standing kind = Standing.values()[i];
            long count = counts().getOrDefault(kind, 0L);
            if (count > 0) {
                shares.add(new Share(kind, start, count, heat.map().standing(kind).words(), key(kind), kind == standing));
            }
            start += count;
        }
        return shares;
    }

    public long getTotal() {
        return counts().values().stream().mapToLong(Long::longValue).sum();
    }

    public String getTotalWords() {
        return phrases().count("known.total", (int) getTotal());
    }

    public List<HeatRow> getRows() {
        if (rows == null) {
            rows = heat.of(new Correspondents.Wanted(Optional.ofNullable(standing), searched(), order, from, PAGE + 1));
        }
        return rows.subList(0, Math.min(PAGE, rows.size()));
    }

    /** Where the list goes on; empty at its end. */
    public String getFurther() {
        getRows();
        return rows.size() > PAGE ? place(standing, from + PAGE) : "";
    }

    public String getBack() {
        return from == 0 ? "" : place(standing, from - PAGE);
    }

    /** Only those that stand so; once more, all. */
    public String only(Share share) {
        return place(share.wanted() ? null : share.standing(), 0);
    }

    public String getPosition() {
        return getRows().isEmpty() ? "" : phrases().say("known.position", from + 1, from + getRows().size());
    }

    public List<String> getColumns() {
        return HeatMap.COLUMNS;
    }

    public List<Correspondents.Order> getOrders() {
        return List.of(Correspondents.Order.values());
    }

    public String said(Correspondents.Order one) {
        return phrases().say("known.order." + one.name().toLowerCase(Locale.ROOT));
    }

    public Correspondents.Order getOrder() {
        return order;
    }

    public String getStanding() {
        return standing == null ? "" : standing.name();
    }

    public String getPart() {
        return part;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }

    public String getFlaw() {
        return flaw;
    }

    private String place(Standing only, int start) {
        return "?q=" + URLEncoder.encode(part, StandardCharsets.UTF_8) + "&order=" + order
                + (only == null ? "" : "&standing=" + only) + (start == 0 ? "" : "&from=" + start);
    }

    /** As the database has it; what can't be a part of a name is looked for as it stands, and not found. */
    private String searched() {
        try {
            return IDN.toASCII(part).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return part.toLowerCase(Locale.ROOT);
        }
    }

    private static String key(Standing standing) {
        return switch (standing) {
            case AUTHENTICATED -> "k-sealed";
            case VERIFIED -> "k-inbox";
            case UNKNOWN -> "k-quiet";
            case ENCRYPTED -> "k-warn";
            case CLEAR -> "k-pickup";
            case BLOCKED, FELL -> "k-bad";
        };
    }

    private Map<Standing, Long> counts() {
        if (counts == null) {
            counts = correspondents.counts(accountId());
        }
        return counts;
    }

    private String parameter(String name) {
        String value = Optional.ofNullable(request.getParameter(name)).orElse("");
        return value.substring(0, Math.min(LONGEST, value.length()));
    }

    private static <E extends Enum<E>> Optional<E> known(E[] all, String name) {
        return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst();
    }

    private long accountId() {
        return signedIn.account().id();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
