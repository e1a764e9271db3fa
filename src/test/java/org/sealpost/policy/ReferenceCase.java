package org.sealpost.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.RoadFloor;
import org.sealpost.assurance.Settings;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.assurance.TriggerTexts;
import org.sealpost.mail.Address;

/** One row of reference-cases.txt, read into facts, and a decision written down the way the file does. */
record ReferenceCase(String number, String message, String settings, String recipient, String decision,
        String reasons) {

    private static final List<String> ANY = List.of("tls: try-first", "tls: required", "tls: exclusive",
            "tls: not-alone", "preference: strongest-first", "level: encrypted; fallbacks: escrow, smime off, openpgp");

    static ReferenceCase read(String row) {
        String[] cells = Arrays.stream(row.split("\\|")).map(String::strip).toArray(String[]::new);
        return new ReferenceCase(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    /** One for each setting, where the row holds with any. */
    List<ReferenceCase> each() {
        return settings.equals("any")
                ? ANY.stream().map(s -> new ReferenceCase(number, message, s, recipient, decision, reasons)).toList()
                : List.of(this);
    }

    MessageFacts messageFacts() {
        if (message.equals("system") || message.equals("code") || message.equals("report")) {
            return MessageFacts.system(MessageFacts.Kind.valueOf(message.toUpperCase()));
        }
        Optional<String> parent = message.contains("copied") ? Optional.of("Re: +clear+ hello") : Optional.empty();
        Triggers.Found found = new Triggers(TriggerTexts.STANDARD).read(message, Optional.empty(), parent);
        Escalation escalation = message.contains("button") ? Escalation.ESCROW : found.escalation();
        return new MessageFacts(MessageFacts.Kind.MAIL, marking(found), !message.contains("may not"), message.contains("attested"), escalation,
                message.contains("answers secure"), message.contains("REQUIRETLS"), message.contains("TLS-Required: No"));
    }

    private Marking marking(Triggers.Found found) {
        if (message.contains("marked")) {
            return Marking.SECURE;
        }
        return message.contains("unticked") ? Marking.ORDINARY : found.marking();
    }

    Inheritance inheritance() {
        Map<String, String> account = new HashMap<>();
        Map<String, String> rule = new HashMap<>();
        for (String setting : settings.split(";")) {
            String[] pair = setting.strip().split(": ");
            Map<String, String> level = pair[0].startsWith("rule ") ? rule : account;
            level.put(pair[0].replace("rule ", ""), pair[1]);
        }
        if (message.startsWith("ordinary")) {
            account.put("sender-mode", "opt-in");
        }
        Inheritance inheritance = Inheritance.of(Settings.NONE, Settings.of(account));
        return rule.isEmpty() ? inheritance : inheritance.below(Inheritance.Level.RULE, Settings.of(rule));
    }

    RecipientFacts recipientFacts() {
        List<String> words = Arrays.stream(recipient.split(";")).map(String::strip).toList();
        String domain = after("at ", words).orElse("clinic.other.example");
        RoadFloor floor = after("floor ", words).map(ReferenceCase::floor).orElse(RoadFloor.NONE);
        TlsLevel remembered = after("remembers ", words).map(TlsLevel::valueOf).orElse(TlsLevel.NONE);
        return new RecipientFacts(Address.of("vos@" + domain), words.contains("local"), floor, road(words.get(0)),
                remembered, words.stream().flatMap(word -> key(word).stream()).toList());
    }

    private static Optional<String> after(String start, List<String> words) {
        return words.stream().filter(word -> word.startsWith(start)).map(w -> w.substring(start.length())).findFirst();
    }

    private static RoadFloor floor(String name) {
        TlsLevel level = name.equals("forced") ? TlsLevel.VERIFIED : TlsLevel.AUTHENTICATED;
        return new RoadFloor(level, Reason.of("floor." + name));
    }

    private static Road road(String word) {
        return switch (word) {
            case "verified" -> new Road.Seen(TlsLevel.VERIFIED, true, Reason.of("seen"));
            case "authenticated" -> new Road.Seen(TlsLevel.AUTHENTICATED, true, Reason.of("seen"));
            case "self-signed" -> new Road.Seen(TlsLevel.ENCRYPTED, true, Reason.of("seen"));
            case "clear" -> new Road.Seen(TlsLevel.NONE, false, Reason.of("seen"));
            case "broken" -> new Road.Seen(TlsLevel.NONE, true, Reason.of("seen"));
            case "stale" -> new Road.Unseen(Reason.of("road.stale"));
            case "servfail" -> new Road.Unseen(Reason.of("road.unreachable"));
            case "unknown", "local" -> Road.UNKNOWN;
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Optional<RecipientFacts.Key> key(String word) {
        String[] pair = word.split(" ");
        return pair[0].equals("OPENPGP") || pair[0].equals("SMIME")
                ? Optional.of(new RecipientFacts.Key(Protection.valueOf(pair[0]),
                        RecipientFacts.Key.State.valueOf(pair[1].toUpperCase()), "0123 4567"))
                : Optional.empty();
    }

    /** The decision as the file writes it; what is usual isn't mentioned. */
    static String written(Decision decision) {
        boolean onTheWire = decision.handling() == Decision.Handling.SECURE
                || decision.handling() == Decision.Handling.ORDINARY;
        TlsLevel usual = decision.handling() == Decision.Handling.SECURE ? TlsLevel.VERIFIED : TlsLevel.NONE;
        List<String> parts = new ArrayList<>(List.of(ways(decision)));
        add(parts, onTheWire, "then " + decision.end().name().toLowerCase());
        add(parts, decision.contentLevel() != usual, "content " + decision.contentLevel());
        add(parts, decision.roadLevel() != TlsLevel.NONE, "road " + decision.roadLevel());
        add(parts, decision.requireTls(), "requiretls");
        add(parts, !decision.patience().equals(Duration.ZERO), "patience " + decision.patience());
        add(parts, decision.alarm(), "alarm");
        add(parts, decision.pickupOffered(), "pickup offered");
        return String.join("; ", parts);
    }

    private static String ways(Decision decision) {
        if (decision.handling() != Decision.Handling.SECURE) {
            return decision.handling().name().toLowerCase();
        }
        return decision.isStopped() ? "nothing"
                : decision.protections().stream().map(Protection::name).collect(Collectors.joining(", "));
    }

    private static void add(List<String> parts, boolean mentioned, String part) {
        if (mentioned) {
            parts.add(part);
        }
    }

    static String written(List<Reason> reasons) {
        return reasons.stream().map(r -> r.values().isEmpty() ? r.code() : r.code() + r.values().toString()
                .replace('[', '(').replace(']', ')')).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return number + " " + message + ", " + settings + ", " + recipient;
    }
}
