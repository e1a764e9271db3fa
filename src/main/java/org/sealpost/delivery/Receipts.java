package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.destination.EvidenceText;
import org.sealpost.directory.Opened;
import org.sealpost.directory.Site;
import org.sealpost.receipt.KeyFiles;
import org.sealpost.receipt.ReceiptKey;
import org.sealpost.receipt.Verification;

/**
 * What became of one recipient's copy, signed, for its sender to keep: one receipt each, so that it can be shown without
 * showing who got a blind copy. It holds no content. {@code docs/receipts.md} tells its members.
 */
@ApplicationScoped
public class Receipts {

    @Inject
    private Deliveries deliveries;
    @Inject
    private Correspondence correspondence;
    @Inject
    private Site site;
    @Inject
    private KeyFiles files;
    @Inject
    private InstantSource clock;

    private ReceiptKey key;

    protected Receipts() {
    }

    /** A file to keep. */
    public record Receipt(String name, byte[] octets) { }

    /** At the first start this makes the key. */
    void open(@Observes Opened event) {
        key = files.open();
    }

    /** Empty unless this user sent it. */
    public Optional<Receipt> issue(long accountId, long userId, UUID delivery) {
        return deliveries.find(accountId, delivery).filter(one -> one.message().userId().equals(Optional.of(userId)))
                .flatMap(one -> deliveries.ofMessage(accountId, one.message().uuid()).stream()
                        .filter(copy -> copy.uuid().equals(delivery)).findFirst())
                .map(copy -> new Receipt("receipt-" + copy.queueId() + ".json", readable(key.sign(receipt(copy)))));
    }

    /** The public keys of all receipts, for everybody. */
    public String publicKeys() {
        return files.known().pem();
    }

    private JsonObject receipt(Delivery copy) {
        JsonArrayBuilder events = Json.createArrayBuilder();
        copy.timeline().forEach(event -> events.add(event(event)));
        JsonObjectBuilder receipt = Json.createObjectBuilder()
                .add("format", Verification.FORMAT).add("version", Verification.VERSION)
                .add("issuer", site.publicUrl().toString()).add("issuedAt", clock.instant().toString())
                .add("message", message(copy)).add("queueId", copy.queueId()).add("recipient", copy.recipient().toString())
                .add("decision", DecisionColumn.json(copy.decision())).add("events", events)
                .add("state", copy.state().name());
        copy.protection().ifPresent(protection -> receipt.add("protection", protection.name()));
        copy.endedAt().ifPresent(at -> receipt.add("endedAt", at.toString()));
        return receipt.build();
    }

    private JsonObjectBuilder message(Delivery copy) {
        JsonObjectBuilder message = Json.createObjectBuilder().add("id", copy.message().uuid().toString())
                .add("sender", copy.message().reversePath().toString()).add("acceptedAt", copy.message().acceptedAt().toString());
        correspondence.messageId(copy).ifPresent(id -> message.add("messageId", id));
        return message;
    }

    private static JsonObjectBuilder event(DeliveryEvent event) {
        return Json.createObjectBuilder().add("at", event.at().toString()).add("what", event.kind().name())
                .add("reason", EvidenceText.json(event.reason())).add("hosts", EvidenceText.json(event.evidence()));
    }

    private static byte[] readable(JsonObject receipt) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(out, StandardCharsets.UTF_8)) {
            writer.write(receipt);
        }
        return out.toByteArray();
    }
}
