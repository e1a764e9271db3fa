package org.sealpost.web.webmail;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.Evidence;
import org.sealpost.delivery.Deliveries;
import org.sealpost.delivery.Delivery;
import org.sealpost.delivery.DeliveryEvent;
import org.sealpost.directory.User;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.web.SignedIn;

/** {@code /mail/evidence/<stored message>}: what happened to each copy and what was seen, as JSON to keep. No content. */
@WebServlet("/mail/evidence/*")
public class EvidenceFile extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient SignedIn signedIn;
    @Inject
    private transient Mailboxes mailboxes;
    @Inject
    private transient Deliveries deliveries;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        User user = signedIn.user();
        Optional<UUID> sent = Attach.uuid(Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1))
                .flatMap(uuid -> mailboxes.find(user.accountId(), user.id(), uuid)).flatMap(StoredMessage::sent);
        if (sent.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"evidence-" + sent.get() + ".json\"");
        JsonArrayBuilder copies = Json.createArrayBuilder();
        deliveries.ofMessage(user.accountId(), sent.get()).forEach(copy -> copies.add(copy(copy)));
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(response.getOutputStream())) {
            writer.write(Json.createObjectBuilder().add("message", sent.get().toString()).add("recipients", copies).build());
        }
    }

    private static JsonObjectBuilder copy(Delivery copy) {
        JsonArrayBuilder events = Json.createArrayBuilder();
        copy.timeline().forEach(event -> events.add(event(event)));
        return Json.createObjectBuilder().add("recipient", copy.recipient().toString()).add("state", copy.state().name())
                .add("queueId", copy.queueId()).add("timeline", events);
    }

    private static JsonObjectBuilder event(DeliveryEvent event) {
        JsonArrayBuilder hosts = Json.createArrayBuilder();
        event.evidence().forEach(seen -> hosts.add(host(seen)));
        return Json.createObjectBuilder().add("at", event.at().toString()).add("what", event.kind().name())
                .add("reason", event.reason().code()).add("values", strings(event.reason().values())).add("hosts", hosts);
    }

    private static JsonObjectBuilder host(Evidence seen) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("at", seen.at().toString()).add("mx", seen.mxHost())
                .add("level", seen.level().name()).add("because", seen.levelReason().code());
        seen.address().ifPresent(address -> json.add("address", address));
        seen.tlsVersion().ifPresent(version -> json.add("tls", version));
        seen.cipherSuite().ifPresent(suite -> json.add("cipherSuite", suite));
        seen.certificate().ifPresent(one -> json.add("certificate", Json.createObjectBuilder().add("subject", one.subject())
                .add("issuer", one.issuer()).add("notAfter", one.notAfter().toString()).add("sha256", one.sha256())));
        seen.reply().ifPresent(reply -> json.add("reply", reply));
        return json;
    }

    private static JsonArrayBuilder strings(List<String> values) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        values.forEach(json::add);
        return json;
    }
}
