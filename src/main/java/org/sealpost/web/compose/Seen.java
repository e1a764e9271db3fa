package org.sealpost.web.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;

/** What was seen of a server, as labels and values under Details: before sending and after. */
public final class Seen {

    private static final Pattern NAME = Pattern.compile("(?:^|,)\\s*(?:CN|O)=(\"[^\"]*\"|[^,]*)");

    private final Moments moments;
    private final Phrasebook phrases;

    public Seen(Moments moments, Phrasebook phrases) {
        this.moments = moments;
        this.phrases = phrases;
    }

    /** Server, connection, certificate, what it proved and by what, and who demanded what. */
    public List<Chip.Fact> facts(Evidence host) {
        List<Chip.Fact> facts = new ArrayList<>();
        facts.add(fact("server", host.mxHost() + host.address().map(address -> " (" + address + ")").orElse("")));
        host.tlsVersion().ifPresent(version -> facts.add(fact("connection", version.replace("TLSv", "TLS ")
                + host.cipherSuite().map(suite -> ", " + suite).orElse(""))));
        host.certificate().ifPresent(certificate -> {
            facts.add(fact("certificate", phrases.say("fact.certificate.value", name(certificate.subject()),
                    name(certificate.issuer()), moments.day(certificate.notAfter()))));
            facts.add(fact("fingerprint", certificate.sha256()));
        });
        facts.add(fact("level", phrases.say("level." + word(host.level()))));
        facts.add(fact("shown", phrases.say(host.levelReason())));
        if (host.policy().least() != TlsLevel.NONE) {
            facts.add(fact("policy", phrases.say("fact.policy.value", phrases.say(host.policy().source()),
                    phrases.say("level." + word(host.policy().least())))));
        }
        host.reply().ifPresent(reply -> facts.add(fact("answer", reply)));
        return facts;
    }

    public Chip.Fact fact(String key, String value) {
        return new Chip.Fact(phrases.say("fact." + key), value);
    }

    /** The host that an account would use: the best, the first among equals. */
    static Optional<Evidence> best(List<Evidence> hosts) {
        return hosts.stream().reduce((one, other) -> one.level().reaches(other.level()) ? one : other);
    }

    /** Who it is, of a distinguished name; all of it if it doesn't say. */
    private static String name(String distinguished) {
        Matcher name = NAME.matcher(distinguished);
        return name.find() ? name.group(1).replace("\"", "") : distinguished;
    }

    private static String word(TlsLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
