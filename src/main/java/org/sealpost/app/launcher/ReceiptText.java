package org.sealpost.app.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealpost.assurance.Reason;

/** A genuine receipt, for a terminal. What isn't in it is left out; control characters are shown as such and do nothing. */
final class ReceiptText {

    private static final ResourceBundle WORDS = ResourceBundle.getBundle("org.sealpost.assurance.words", Locale.ROOT);

    private final JsonObject receipt;

    ReceiptText(JsonObject receipt) {
        this.receipt = receipt;
    }

    List<String> lines() {
        JsonObject message = object(receipt, "message");
        List<String> lines = new ArrayList<>();
        lines.add("");
        row(lines, "issued by", text(receipt, "issuer"));
        row(lines, "issued", text(receipt, "issuedAt"));
        row(lines, "message", text(message, "messageId").isEmpty() ? text(message, "id") : text(message, "messageId"));
        row(lines, "queue id", text(receipt, "queueId"));
        row(lines, "from", text(message, "sender"));
        row(lines, "to", text(receipt, "recipient"));
        row(lines, "accepted", text(message, "acceptedAt"));
        row(lines, "decided", decided(object(receipt, "decision")));
        row(lines, "state", word(text(receipt, "state")) + (text(receipt, "endedAt").isEmpty() ? "" : ", " + text(receipt, "endedAt")));
        array(receipt, "events").forEach(event -> lines.addAll(event(event)));
        return lines.stream().map(ReceiptText::harmless).toList();
    }

    private static List<String> event(JsonObject event) {
        List<String> lines = new ArrayList<>(List.of(""));
        lines.add(text(event, "at") + "  " + word(text(event, "what")));
        row(lines, "because", sentence(object(event, "reason")));
        array(event, "hosts").forEach(host -> lines.addAll(host(host)));
        return lines;
    }

    private static List<String> host(JsonObject host) {
        JsonObject certificate = object(host, "certificate");
        List<String> lines = new ArrayList<>();
        row(lines, "server", joined(" ", text(host, "mx"), text(host, "address")));
        row(lines, "TLS", joined(", ", text(host, "tls"), text(host, "cipherSuite")));
        row(lines, "certificate", joined(", ", text(certificate, "subject"), before("issued by ", text(certificate, "issuer")),
                before("valid until ", text(certificate, "notAfter"))));
        row(lines, "SHA-256", text(certificate, "sha256"));
        row(lines, "level", joined(": ", level(text(host, "level")), sentence(object(host, "reason"))));
        row(lines, "demanded by", sentence(object(object(host, "policy"), "source")));
        row(lines, "answer", text(host, "reply"));
        return lines;
    }

    private static String decided(JsonObject decision) {
        String protections = texts(decision, "protections").map(ReceiptText::protection).collect(Collectors.joining(", else "));
        String way = protections.isEmpty() ? word(text(decision, "handling")) : protections;
        return joined("; ", way, before("at least ", level(text(decision, "contentLevel"))));
    }

    private static String protection(String name) {
        return known("protection." + name.toLowerCase(Locale.ROOT), name);
    }

    private static String level(String name) {
        return known("level." + name.toLowerCase(Locale.ROOT), name);
    }

    private static String known(String key, String otherwise) {
        return WORDS.containsKey(key) ? WORDS.getString(key) : otherwise;
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String sentence(JsonObject reason) {
        String code = text(reason, "code");
        return code.isEmpty() ? "" : SurveyText.sentence(new Reason(code, texts(reason, "values").toList()));
    }

    private static String before(String words, String value) {
        return value.isEmpty() ? "" : words + value;
    }

    private static String joined(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }

    private static void row(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "  %-12s %s", name, value));
        }
    }

    private static String harmless(String line) {
        return line.codePoints().mapToObj(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? "\ufffd" : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Stream<String> texts(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream().filter(JsonString.class::isInstance).map(value -> ((JsonString) value).getString()) : Stream.empty();
    }

    private static List<JsonObject> array(JsonObject json, String name) {
        return json.get(name) instanceof JsonArray array
                ? array.stream().filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject).toList() : List.of();
    }
}
