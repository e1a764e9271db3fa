package org.sealpost.web.compose;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Marking;

/**
 * A message that is being written, as it is kept between two keystrokes. All of it is sealed; attachments lie beside it.
 *
 * @param html as the editor made it, cleaned
 * @param escalation what the sender chose
 * @param sticky what the conversation demands already; never undercut
 * @param marking what the sender chose where the account lets them; that they confirmed it isn't kept: a draft says nothing
 *                about what will stand in it when it is sent
 * @param requireTls only over TLS, all the way (REQUIRETLS, RFC 8689)
 * @param thread the conversation it goes on with, empty for a new one
 * @param answersSecure whether that conversation was secure so far
 * @param inReplyTo Message-ID of the message that is answered, with angle brackets
 * @param leftAt when it leaves, if it was sent: until then it can be taken back
 */
public record DraftText(List<Recipient> recipients, String subject, String html, Escalation escalation, Escalation sticky,
        Marking marking, boolean requireTls, PickupWishes pickup, Optional<UUID> thread, boolean answersSecure, Optional<String> inReplyTo,
        List<String> references, Optional<Instant> leftAt) implements Serializable {

    private static final long serialVersionUID = 1;

    public DraftText {
        recipients = List.copyOf(recipients);
        references = List.copyOf(references);
    }

    public static DraftText empty(int days) {
        return new DraftText(List.of(), "", "", Escalation.NONE, Escalation.NONE, Marking.AS_USUAL, false,
                new PickupWishes(IdentityCheck.CODE, "", "", days), Optional.empty(), false, Optional.empty(), List.of(),
                Optional.empty());
    }

    public DraftText with(List<Recipient> others) {
        return new DraftText(others, subject, html, escalation, sticky, marking, requireTls, pickup, thread, answersSecure, inReplyTo, references,
                leftAt);
    }

    DraftText saying(String newSubject, String newHtml) {
        return new DraftText(recipients, newSubject, newHtml, escalation, sticky, marking, requireTls, pickup, thread, answersSecure, inReplyTo, references,
                leftAt);
    }

    /** Asking for more makes it secure, and it stays so when that is taken back. */
    DraftText protectedBy(Escalation chosen, PickupWishes terms) {
        return new DraftText(recipients, subject, html, chosen.strictest(sticky), sticky,
                chosen == Escalation.NONE ? marking : Marking.SECURE, requireTls, terms, thread, answersSecure, inReplyTo,
                references, leftAt);
    }

    DraftText marked(Marking chosen) {
        return new DraftText(recipients, subject, html, escalation, sticky, chosen, requireTls, pickup, thread, answersSecure, inReplyTo,
                references, leftAt);
    }

    DraftText keptOnTls(boolean allTheWay) {
        return new DraftText(recipients, subject, html, escalation, sticky, marking, allTheWay, pickup, thread, answersSecure, inReplyTo,
                references, leftAt);
    }

    /** @param demanded what the conversation demands */
    public DraftText answering(Optional<UUID> conversation, boolean secure, Optional<String> messageId, List<String> itsReferences,
            Escalation demanded) {
        return new DraftText(recipients, subject, html, escalation.strictest(demanded), demanded, marking, requireTls, pickup, conversation,
                secure, messageId, itsReferences, leftAt);
    }

    DraftText leaving(Optional<Instant> at) {
        return new DraftText(recipients, subject, html, escalation, sticky, marking, requireTls, pickup, thread, answersSecure, inReplyTo, references,
                at);
    }

    List<Recipient> in(Field field) {
        return recipients.stream().filter(recipient -> recipient.field() == field).toList();
    }

    boolean isBlank() {
        return recipients.isEmpty() && subject.isBlank() && html.isBlank();
    }

    String json() {
        JsonArrayBuilder people = Json.createArrayBuilder();
        recipients.forEach(r -> people.add(Json.createObjectBuilder()
                .add("field", r.field().name()).add("name", r.name()).add("written", r.written())));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("recipients", people).add("subject", subject).add("html", html)
                .add("escalation", escalation.name()).add("sticky", sticky.name())
                .add("marking", marking.name()).add("requireTls", requireTls)
                .add("pickup", Json.createObjectBuilder().add("check", pickup.check().name())
                        .add("question", pickup.question()).add("answer", pickup.answer()).add("days", pickup.days()))
                .add("answersSecure", answersSecure)
                .add("references", Json.createArrayBuilder(references));
        thread.ifPresent(uuid -> json.add("thread", uuid.toString()));
        inReplyTo.ifPresent(id -> json.add("inReplyTo", id));
        leftAt.ifPresent(at -> json.add("leftAt", at.toString()));
        return json.build().toString();
    }

    static DraftText read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            JsonObject pickup = json.getJsonObject("pickup");
            return new DraftText(
                    json.getJsonArray("recipients").getValuesAs(JsonObject.class).stream().map(DraftText::person).toList(),
                    json.getString("subject"), json.getString("html"),
                    Escalation.valueOf(json.getString("escalation")), Escalation.valueOf(json.getString("sticky")),
                    Marking.valueOf(json.getString("marking", Marking.AS_USUAL.name())), json.getBoolean("requireTls", false),
                    new PickupWishes(IdentityCheck.valueOf(pickup.getString("check")), pickup.getString("question"),
                            pickup.getString("answer"), pickup.getInt("days")),
                    Optional.ofNullable(json.getString("thread", null)).map(UUID::fromString),
                    json.getBoolean("answersSecure"),
                    Optional.ofNullable(json.getString("inReplyTo", null)),
                    json.getJsonArray("references").getValuesAs(JsonString::getString),
                    Optional.ofNullable(json.getString("leftAt", null)).map(Instant::parse));
        }
    }

    private static Recipient person(JsonObject json) {
        return new Recipient(Field.valueOf(json.getString("field")), json.getString("name"), json.getString("written"));
    }
}
