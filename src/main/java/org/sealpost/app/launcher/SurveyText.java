package org.sealpost.app.launcher;

import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Published;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.transport.Survey;

/** A look at a domain, for a terminal: each server, what the domain publishes, and one sentence of verdict. */
final class SurveyText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("org.sealpost.assurance.words", Locale.ROOT);

    private static final Set<String> FAILED = Set.of("tls.handshake", "tls.refused", "tls.injected", "tls.parameters");
    private static final Set<String> FOREIGN = Set.of("sts.mx", "dane.mismatch", "dane.failed");

    private final Survey survey;
    private final Map<String, Integer> preferences;

    /** @param preferences of the MX hosts that the DNS names; a host without one is the domain itself */
    SurveyText(Survey survey, Map<String, Integer> preferences) {
        this.survey = survey;
        this.preferences = preferences;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        survey.hosts().forEach(host -> lines.addAll(host(host)));
        if (survey.kind() == Survey.Kind.REACHED) {
            lines.add("");
            lines.add(row("MTA-STS", sts(survey.published().sts())));
            lines.add(row("DANE", dane(survey.published().dane())));
            lines.add(row("TLS reports", survey.published().tlsReports() ? "wanted" : "not wanted"));
        }
        lines.add("");
        lines.add(verdict());
        return lines;
    }

    private List<String> host(Evidence seen) {
        Integer preference = preferences.get(seen.mxHost());
        Map<String, String> rows = new LinkedHashMap<>();
        seen.address().ifPresent(address -> rows.put("address", address));
        if (seen.address().isPresent()) {
            rows.put("STARTTLS", startTls(seen));
        }
        seen.tlsVersion().ifPresent(version -> rows.put("TLS", version + ", " + seen.cipherSuite().orElse("")));
        seen.certificate().ifPresent(certificate -> {
            rows.put("certificate", certificate.subject());
            rows.put("issued by", certificate.issuer());
            rows.put("expires", DAY.format(certificate.notAfter()));
        });
        rows.put(standing(seen), sentence(seen.levelReason()));
        List<String> lines = new ArrayList<>(List.of("", seen.mxHost() + (preference == null ? "" : ", priority " + preference)));
        rows.forEach((name, value) -> lines.add(row(name, value)));
        return lines;
    }

    private static String startTls(Evidence seen) {
        if (seen.tlsVersion().isPresent()) {
            return "yes";
        }
        return FAILED.contains(seen.levelReason().code()) ? "offered, and it fails" : "no";
    }

    private static String standing(Evidence seen) {
        if (FOREIGN.contains(seen.levelReason().code())) {
            return "not used";
        }
        return seen.level().reaches(TlsLevel.VERIFIED) ? "proven" : "not proven";
    }

    private String verdict() {
        String domain = survey.domain().unicode();
        if (survey.kind() == Survey.Kind.NO_MAIL) {
            return "No mail can be sent there: " + sentence(survey.reason());
        }
        if (survey.kind() == Survey.Kind.UNREACHABLE) {
            return "That couldn’t be found out now: " + sentence(survey.reason());
        }
        if (!survey.level().reaches(survey.floor().level())) {
            return sentence(Reason.of(survey.floor().why().code() + ".unmet", domain));
        }
        return switch (survey.level()) {
            case AUTHENTICATED -> "Very good: mail to " + domain + " travels encrypted, to servers that the domain itself proves.";
            case VERIFIED -> "Good: mail to " + domain + " travels encrypted, to servers that prove who they are.";
            case ENCRYPTED -> "Not good enough by itself: mail to " + domain + " travels encrypted, but nothing proves to whom.";
            case NONE -> survey.tlsOffered()
                    ? "Not usable: the servers of " + domain + " offer encryption, and it fails."
                    : "Open to everybody: the servers of " + domain + " offer no encryption.";
        };
    }

    private static String sts(Published.Sts sts) {
        return switch (sts) {
            case ENFORCE -> "enforced";
            case TESTING -> "only tested";
            case NONE -> "none";
            case BROKEN -> "announced, but what is published can’t be used";
            case UNKNOWN -> "couldn’t be found out";
        };
    }

    private static String dane(Published.Dane dane) {
        return switch (dane) {
            case USABLE -> "each server’s certificate is named in the DNS, proven by DNSSEC";
            case PARTLY -> "some servers’ certificates are named in the DNS";
            case UNUSABLE -> "records that demand encryption and name no certificate";
            case NONE -> "none, proven by DNSSEC";
            case UNSIGNED -> "none: the domain isn’t signed with DNSSEC";
            case UNKNOWN -> "couldn’t be found out";
        };
    }

    static String sentence(Reason reason) {
        try {
            return new MessageFormat(WORDS.getString("reason." + reason.code()), Locale.ENGLISH).format(reason.values().toArray());
        } catch (MissingResourceException e) {
            return reason.code();
        }
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "  %-12s %s", name, value);
    }
}
