package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Protection;
import org.sealpost.assurance.Reason;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.Bindings;
import org.sealpost.destination.Bounds;
import org.sealpost.destination.Lessons;
import org.sealpost.destination.TlsResults;
import org.sealpost.keys.Signatures;
import org.sealpost.mail.Address;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mime.MessageSize;
import org.sealpost.policy.Decision.Handling;
import org.sealpost.protection.CannotProtect;
import org.sealpost.protection.ProtectedMessage;
import org.sealpost.protection.Protector;
import org.sealpost.transport.Consignment;
import org.sealpost.transport.Courier;
import org.sealpost.transport.Outcome;
import org.sealpost.transport.TlsDemand;
import org.sealpost.vault.Sealing;
import org.sealpost.vault.Vault;

/** One load's way: protect, carry, settle. Network and protectors outside any transaction, results in short ones. */
@ApplicationScoped
class Carriage {

    @Inject
    private Vault vault;
    @Inject
    private Terms terms;
    @Inject
    private Signatures signatures;
    @Inject
    private Courier courier;
    @Inject
    @Any
    private Instance<Protector> protectors;
    @Inject
    private Bindings bindings;
    @Inject
    private Lessons lessons;
    @Inject
    private TlsResults results;
    @Inject
    private DeliveryLedger ledger;
    @Inject
    private InsidePost inside;
    @Inject
    private InstantSource clock;

    protected Carriage() {
    }

    /**
     * An unknown error means deferred.
     *
     * @param ours whether the leases still run: asked right before anything leaves
     * @return what is to be written down yet; empty if all is
     */
    Optional<Settlement> carry(Load load, BooleanSupplier ours) {
        return Trouble.result(load.deliveries(), () -> go(load, ours), delivery -> postpone(delivery, false));
    }

    private Optional<Settlement> go(Load load, BooleanSupplier ours) {
        switch (Errand.of(load.first())) {
            case END_HOLDING -> load.deliveries().forEach(delivery -> ledger.giveUp(delivery, Reason.of("held.too.long")));
            case QUARANTINE -> load.deliveries().forEach(ledger::quarantine);
            case STOP -> load.deliveries().forEach(delivery -> ledger.giveUp(delivery, delivery.decision().reasons().get(0)));
            case INSIDE -> load.deliveries().forEach(inside::deliver);
            case ROAD -> {
                return protectedLoad(load).flatMap(ready -> send(ready, ours));
            }
        }
        return Optional.empty();
    }

    private void postpone(Delivery delivery, boolean mayHaveLeft) {
        ledger.postpone(delivery, Reason.of("delivery.internal"), mayHaveLeft);
    }

    private Optional<Settlement> send(Load load, BooleanSupplier ours) {
        Delivery first = load.first();
        if (!ours.getAsBoolean()) {
            return Optional.empty();
        }
        boolean original = !first.copy().isMade();
        long contentId = first.copy().contentId().orElse(first.message().contentId());
        ReversePath reversePath = original ? first.message().reversePath() : first.copy().reversePath();
        List<Address> recipients = load.deliveries().stream().map(Delivery::recipient).toList();
        RawMessage message;
        try {
            message = signatures.signed(first.accountId(), vault.open(first.accountId(), contentId));
        } catch (IOException e) {
            load.deliveries().forEach(delivery -> postpone(delivery, false));
            return Optional.empty();
        }
        Consignment consignment = new Consignment(load.domain(), reversePath, recipients, message, demand(first),
                first.decision().handling() == Handling.SECURE, first.queueId(), ours::getAsBoolean);
        return Trouble.result(load.deliveries(), () -> Optional.of(new Settlement(load.deliveries(), courier.carry(consignment))),
                delivery -> postpone(delivery, true));
    }

    /** What was decided, and never less than what binds the domain by now. */
    private TlsDemand demand(Delivery delivery) {
        TlsDemand decided = delivery.demand();
        if (decided.despiteFailures()) {
            return decided;
        }
        Bounds bounds = bindings.of(delivery.recipient().domain());
        TlsDemand bound = decided.above(bounds.forced()).rememberingDane(bounds.daneRemembered());
        return bounds.tlsRemembered() && delivery.copy().isReadable() ? bound.atLeast(TlsLevel.ENCRYPTED) : bound;
    }

    /** What was met is worth less than what was settled, so it comes after. A connection that carried a report isn't reported itself (RFC 8460 §3). */
    void learn(Load load, Settlement settlement) {
        List<Evidence> met = settlement.outcomes().stream().flatMap(outcome -> outcome.evidence().stream()).distinct().toList();
        lessons.learn(load.domain(), met);
        if (load.first().decision().handling() != Handling.REPORT) {
            results.count(load.domain(), met);
        }
    }

    /** Empty if it can't be protected now, or not in this way: that was recorded. */
    private Optional<Load> protectedLoad(Load load) {
        Delivery first = load.first();
        if (!first.needsProtection()) {
            return Optional.of(load);
        }
        try {
            return copied(first).map(delivery -> new Load(load.domain(), List.of(delivery)));
        } catch (IOException e) {
            ledger.postpone(first, Reason.of("protect.later"), false);
        } catch (CannotProtect e) {
            ledger.cannotBeProtected(first, e.why());
        }
        return Optional.empty();
    }

    private Optional<Delivery> copied(Delivery delivery) throws IOException, CannotProtect {
        RawMessage content = vault.open(delivery.accountId(), delivery.message().contentId());
        try (Sealing copy = vault.begin(delivery.accountId(), 2 * MessageSize.ENCODED)) {
            ProtectedMessage made = protector(delivery.protection().orElseThrow())
                    .protect(delivery.original(content, terms.of(delivery).forRoad(true)), copy);
            return ledger.keepCopy(delivery, copy.finish(), made);
        }
    }

    private Protector protector(Protection protection) throws IOException {
        return protectors.stream().filter(candidate -> candidate.protection() == protection).findFirst()
                .orElseThrow(() -> new IOException("no protector for " + protection));
    }
}
