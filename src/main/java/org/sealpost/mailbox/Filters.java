package org.sealpost.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.sealpost.directory.Held;
import org.sealpost.vault.Vault;

/** The filters of each user in their order, all of a user's sealed together. */
@ApplicationScoped
public class Filters {

    /** Of one user. */
    public static final int MOST = 100;

    private static final String READ = "SELECT sealed FROM mail_filters WHERE user_id = ? AND account_id = ?";
    private static final String BEGIN = "INSERT INTO mail_filters (user_id, account_id, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String WRITE = "UPDATE mail_filters SET sealed = ? WHERE user_id = ? AND account_id = ?";

    /** Fired by each change; counts once it is committed. */
    record Changed() { }

    private record Owner(long accountId, long userId) { }

    private Vault vault;
    private DataSource database;
    private Event<Changed> changed;
    private Held<Owner, List<Filter>> held;

    protected Filters() {
    }

    @Inject
    Filters(Vault vault, DataSource database, Event<Changed> changed, InstantSource clock) {
        this.vault = vault;
        this.database = database;
        this.changed = changed;
        this.held = new Held<>(clock);
    }

    /** Asked for every message, so they may be a second old. @throws IllegalStateException if they can't be read */
    public List<Filter> of(long accountId, long userId) {
        return held.of(new Owner(accountId, userId), owner -> read(owner, READ));
    }

    /** As they are; nobody else changes them until the caller's transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Filter> toChange(long accountId, long userId) {
        Owner owner = new Owner(accountId, userId);
        update(BEGIN, insert -> {
            insert.setLong(1, userId);
            insert.setLong(2, accountId);
            insert.setBytes(3, sealed(owner, List.of()));
        });
        return read(owner, READ + " FOR UPDATE");
    }

    /** After {@link #toChange}. @param filters at most {@link #MOST} */
    @Transactional(Transactional.TxType.MANDATORY)
    public void write(long accountId, long userId, List<Filter> filters) {
        if (filters.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " filters");
        }
        update(WRITE, write -> {
            write.setBytes(1, sealed(new Owner(accountId, userId), filters));
            write.setLong(2, userId);
            write.setLong(3, accountId);
        });
        changed.fire(new Changed());
    }

    void forget(@Observes(during = TransactionPhase.AFTER_COMPLETION) Changed change) {
        held.forget();
    }

    private interface Filling {
        void of(PreparedStatement statement) throws SQLException;
    }

    private void update(String sql, Filling filling) {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            filling.of(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("filters can't be written", e);
        }
    }

    private List<Filter> read(Owner owner, String sql) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, owner.userId());
            select.setLong(2, owner.accountId());
            try (ResultSet row = select.executeQuery()) {
                Optional<byte[]> sealed = row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                return sealed.isEmpty() ? List.of() : FilterList.of(vault.unseal(owner.accountId(), purpose(owner), sealed.get()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("filters can't be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("filters were altered or belong elsewhere", e);
        }
    }

    private byte[] sealed(Owner owner, List<Filter> filters) {
        return vault.seal(owner.accountId(), purpose(owner), FilterList.octets(filters));
    }

    private static String purpose(Owner owner) {
        return "filters/" + owner.userId();
    }
}
