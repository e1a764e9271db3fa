package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.sealpost.assurance.Reason;
import org.sealpost.delivery.Posting.Copy;
import org.sealpost.destination.EvidenceText;
import org.sealpost.mail.Domain;
import org.sealpost.mail.SystemMail;

/**
 * Takes a decided message into the queue: message, deliveries, their first events, the audit log and keeping the content
 * are one statement, so that the promise "nothing lost" costs one round trip.
 */
@ApplicationScoped
public class Intake {

    /** Fired when something was accepted; seen by the dispatcher after the commit. */
    record Arrived(Instant due, List<Domain> domains) { }

    private static final System.Logger LOG = System.getLogger(Intake.class.getName());

    private static final String ACCEPT = """
            WITH r AS (
                SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::bytea[],
                                     ?::text[], ?::text[], ?::text[])
                    AS r (uuid, recipient, domain, visible, decision, identity_check, terms, reason, plan, code)),
            m AS (
                INSERT INTO message (uuid, account_id, kind, about, user_id, reverse_path, author, author_name, thread,
                                     content_id, accepted_at, released_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING id, uuid, account_id, content_id, accepted_at, released_at),
            k AS (
                UPDATE content SET kept = true FROM m
                WHERE content.id = m.content_id AND content.account_id = m.account_id RETURNING content.id),
            d AS (
                INSERT INTO delivery (uuid, account_id, message_id, recipient, domain, visible, decision, identity_check,
                                      terms, state, priority, due_at)
                SELECT r.uuid, m.account_id, m.id, r.recipient, r.domain, r.visible, r.decision, r.identity_check,
                       r.terms, 'QUEUED', ?, m.released_at FROM m, r
                RETURNING id, uuid),
            e AS (
                INSERT INTO delivery_event (account_id, delivery_id, at, kind, reason)
                SELECT m.account_id, d.id, m.accepted_at, 'QUEUED', r.reason FROM m, d JOIN r USING (uuid)),
            a AS (
                INSERT INTO audit_event (account_id, at, actor, action, subject, details)
                SELECT m.account_id, m.accepted_at, ?, 'message.accepted', m.uuid::text,
                       jsonb_build_object('recipients', (SELECT count(*) FROM r)::text, 'kind', ?) FROM m
                UNION ALL
                SELECT m.account_id, m.accepted_at, ?, 'delivery.decided', r.uuid::text,
                       jsonb_build_object('message', m.uuid::text, 'recipient', r.recipient, 'plan', r.plan,
                                          'reason', r.code) FROM m, r)
            SELECT count(*) FROM k""";

    @Inject
    private DataSource database;
    @Inject
    private Event<Arrived> arrived;

    protected Intake() {
    }

    /**
     * In the caller's transaction.
     *
     * @throws IllegalStateException if the content isn't there any more; nothing may be committed then
     */
    @Transactional
    public void accept(Posting posting) {
        try (Connection connection = database.getConnection();
                PreparedStatement accept = connection.prepareStatement(ACCEPT)) {
            bind(connection, accept, posting);
            try (ResultSet row = accept.executeQuery()) {
                row.next();
                if (row.getInt(1) != 1) {
                    throw new IllegalStateException("the content of a message is gone before it was accepted");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a message could not be accepted", e);
        }
        posting.copies().forEach(copy -> LOG.log(System.Logger.Level.INFO, "{0} queued {1}", QueueId.of(copy.uuid()), plan(copy)));
        arrived.fire(new Arrived(posting.releasedAt(), posting.copies().stream().map(copy -> copy.recipient().domain()).toList()));
    }

    private static void bind(Connection connection, PreparedStatement accept, Posting posting) throws SQLException {
        List<Copy> copies = posting.copies();
        DecisionColumn decisions = new DecisionColumn();
        Binder binder = new Binder(connection, accept);
        binder.array("uuid", copies, Copy::uuid);
        binder.array("text", copies, copy -> copy.recipient().toString());
        binder.array("text", copies, copy -> copy.recipient().domain().name());
        binder.array("boolean", copies, Copy::visible);
        binder.array("text", copies, copy -> decisions.convertToDatabaseColumn(copy.decision()));
        binder.array("text", copies, copy -> copy.check().name());
        binder.array("bytea", copies.stream().map(Copy::sealedTerms).toArray(byte[][]::new));
        binder.array("text", copies, copy -> EvidenceText.of(reason(copy)));
        binder.array("text", copies, Intake::plan);
        binder.array("text", copies, copy -> reason(copy).code());
        binder.value(posting.uuid());
        binder.value(posting.accountId());
        binder.value(posting.systemKind().map(SystemMail.Kind::name).orElse(Message.MAIL));
        binder.value(posting.about());
        binder.number(posting.userId().orElse(null));
        binder.value(posting.reversePath().toString());
        binder.value(posting.author().toString());
        binder.value(posting.authorName().replace("\0", ""));
        binder.value(posting.thread());
        binder.value(posting.contentId());
        binder.value(timestamp(posting.acceptedAt()));
        binder.value(timestamp(posting.releasedAt()));
        binder.value(posting.priority());
        binder.value(posting.actor());
        binder.value(posting.systemKind().map(SystemMail.Kind::name).orElse(Message.MAIL));
        binder.value(posting.actor());
    }

    /** What was decided, in a few words: for log and audit. */
    private static String plan(Copy copy) {
        String ways = copy.decision().protections().stream().map(Enum::name).collect(Collectors.joining(","));
        return copy.decision().handling() + (ways.isEmpty() ? "" : " " + ways) + " then " + copy.decision().end();
    }

    private static Reason reason(Copy copy) {
        return copy.decision().reasons().stream().findFirst().orElse(Reason.of("decided"));
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Binds parameter after parameter. */
    private static final class Binder {
        private final Connection connection;
        private final PreparedStatement statement;
        private int position;

        Binder(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        void value(Object value) throws SQLException {
            statement.setObject(++position, value);
        }

        void number(Long value) throws SQLException {
            statement.setObject(++position, value, java.sql.Types.BIGINT);
        }

        void array(String type, List<Copy> copies, Function<Copy, Object> column) throws SQLException {
            array(type, copies.stream().map(column).toArray());
        }

        void array(String type, Object[] values) throws SQLException {
            statement.setArray(++position, connection.createArrayOf(type, values));
        }
    }
}
