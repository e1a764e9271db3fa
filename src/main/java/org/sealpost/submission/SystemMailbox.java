package org.sealpost.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.delivery.Intake;
import org.sealpost.delivery.Posting;
import org.sealpost.delivery.Terms;
import org.sealpost.delivery.Ties;
import org.sealpost.forecast.Forecasts;
import org.sealpost.mail.ForwardedMail;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.SystemMail;
import org.sealpost.mime.MessageSize;
import org.sealpost.policy.Decision;
import org.sealpost.policy.MessageFacts;
import org.sealpost.vault.Vault;

/** The lower floors' way to the front door: their mail goes first, can't be undone, and nobody is asked. */
@ApplicationScoped
public class SystemMailbox implements Outbox {

    private static final String ACTOR = "system";

    @Inject
    private Forecasts forecasts;
    @Inject
    private Vault vault;
    @Inject
    private Intake intake;
    @Inject
    private Terms terms;
    @Inject
    private Ties ties;
    @Inject
    private InstantSource clock;

    protected SystemMailbox() {
    }

    @Override
    @Transactional
    public void handIn(SystemMail mail) {
        Decision decision = forecasts.decide(mail.accountId(), 0, mail.to(), MessageFacts.system(kind(mail)));
        Instant now = clock.instant();
        Posting.Copy copy = new Posting.Copy(UUID.randomUUID(), mail.to(), true, decision, IdentityCheck.CODE, new byte[0]);
        intake.accept(new Posting(UUID.randomUUID(), mail.accountId(), Optional.of(mail.kind()), mail.about(), Optional.empty(),
                mail.reversePath(), mail.reversePath().address().orElse(mail.to()), "", UUID.randomUUID(), stored(mail), now, now,
                ACTOR, List.of(copy)));
    }

    @Override
    @Transactional
    public void forward(ForwardedMail mail) {
        Decision decision = forecasts.decide(mail.accountId(), 0, mail.to(), MessageFacts.forward(mail.secure()));
        Instant now = clock.instant();
        UUID uuid = UUID.randomUUID();
        Posting.Copy copy = new Posting.Copy(uuid, mail.to(), false, decision, IdentityCheck.CODE,
                terms.seal(mail.accountId(), uuid, PickupTerms.CODE_30_DAYS));
        Posting posting = new Posting(UUID.randomUUID(), mail.accountId(), Optional.of(SystemMail.Kind.FORWARD), mail.ruleId(),
                Optional.empty(), mail.reversePath(), mail.author(), mail.authorName(), mail.thread(), mail.contentId(), now,
                mail.releasedAt().orElse(now), "forward:" + mail.rule(), List.of(copy));
        intake.accept(posting);
        mail.original().ifPresent(original -> ties.tie(original, posting.uuid()));
    }

    private long stored(SystemMail mail) {
        try (InputStream octets = mail.message().open()) {
            return vault.store(mail.accountId(), octets, MessageSize.ENCODED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageFacts.Kind kind(SystemMail mail) {
        return switch (mail.kind()) {
            case CODE -> MessageFacts.Kind.CODE;
            case REPORT -> MessageFacts.Kind.REPORT;
            case DSN, ALARM, INFORMATION -> MessageFacts.Kind.SYSTEM;
            case FORWARD -> throw new IllegalArgumentException("a forward is no system mail");
        };
    }
}
