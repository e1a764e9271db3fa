package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.destination.EvidenceText;
import org.sealpost.vault.Vault;

/** Pickup terms as they wait in the queue: sealed, for question and answer are nobody's business. */
@ApplicationScoped
public class Terms {

    @Inject
    private Vault vault;

    public byte[] seal(long accountId, UUID delivery, PickupTerms terms) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("check", terms.check().name()).add("days", terms.days());
        terms.question().ifPresent(question -> json.add("question", question));
        terms.answer().ifPresent(answer -> json.add("answer", answer));
        return vault.seal(accountId, purpose(delivery), json.build().toString().getBytes(StandardCharsets.UTF_8));
    }

    PickupTerms of(Delivery delivery) {
        try {
            byte[] clear = vault.unseal(delivery.accountId(), purpose(delivery.uuid()), delivery.terms());
            JsonObject json = EvidenceText.object(new String(clear, StandardCharsets.UTF_8));
            return new PickupTerms(IdentityCheck.valueOf(json.getString("check")),
                    Optional.ofNullable(json.getString("question", null)),
                    Optional.ofNullable(json.getString("answer", null)), json.getInt("days"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the pickup terms of " + delivery.queueId() + " were altered", e);
        }
    }

    private static String purpose(UUID delivery) {
        return "delivery.terms:" + delivery;
    }
}
