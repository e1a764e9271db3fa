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
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.monitor.DomainLook;
import org.sealpost.monitor.HostLook;

/** A look at a domain, for a terminal: each server, what the domain publishes, and one sentence of verdict. */
final class SurveyText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("org.sealpost.assurance.words", Locale.ROOT);

    private final DomainLook look;

    SurveyText(DomainLook look) {
        this.look = look;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        look.hosts().forEach(host -> lines.addAll(host(host)));
        if (look.isReached()) {
            lines.add("");
            lines.add(row("MTA-STS", word("published.sts", look.published().sts())));
            lines.add(row("DANE", word("published.dane", look.published().dane())));
            lines.add(row("TLS reports", WORDS.getString("published.reports." + look.published().tlsReports())));
        }
        lines.add("");
        lines.add(sentence(look.verdict()) + look.because().map(why -> " " + sentence(why)).orElse(""));
        return lines;
    }

    private static List<String> host(HostLook host) {
        Evidence seen = host.seen();
        Map<String, String> rows = new LinkedHashMap<>();
        seen.address().ifPresent(address -> rows.put("address", address));
        host.startTls().ifPresent(offer -> rows.put("STARTTLS", word("look.starttls", offer)));
        seen.tlsVersion().ifPresent(version -> rows.put("TLS", version + ", " + seen.cipherSuite().orElse("")));
        seen.certificate().ifPresent(certificate -> {
            rows.put("certificate", certificate.subject());
            rows.put("issued by", certificate.issuer());
            rows.put("expires", DAY.format(certificate.notAfter()));
        });
        rows.put(word("look.proof", host.proof()), sentence(seen.levelReason()));
        List<String> lines = new ArrayList<>(List.of("", seen.mxHost() + host.priority().map(number -> ", priority " + number).orElse("")));
        rows.forEach((name, value) -> lines.add(row(name, value)));
        return lines;
    }

    private static String word(String group, Enum<?> value) {
        return WORDS.getString(group + "." + value.name().toLowerCase(Locale.ROOT));
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
