package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.sealpost.assurance.Reason;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.mail.Address;

/** Which addresses users may write from beside their own: the office's, say. */
@ApplicationScoped
@Transactional
public class Delegations {

    @Inject
    private DataSource database;
    @Inject
    private Directory directory;
    @Inject
    private AuditLog audit;
    @Inject
    private InstantSource clock;

    protected Delegations() {
    }

    /** In the order of the alphabet. */
    public List<Address> of(User user) {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                "SELECT address FROM delegation WHERE account_id = ? AND user_id = ? ORDER BY address")) {
            query.setLong(1, user.accountId());
            query.setLong(2, user.id());
            try (ResultSet rows = query.executeQuery()) {
                List<Address> addresses = new ArrayList<>();
                while (rows.next()) {
                    addresses.add(Address.of(rows.getString(1)));
                }
                return addresses;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("delegations can't be read", e);
        }
    }

    /** Whether the user may write from it. */
    public boolean maySend(User user, Address address) {
        return key(user.address()).equals(key(address)) || of(user).stream().anyMatch(one -> key(one).equals(key(address)));
    }

    /**
     * Lets the user write from an address of a domain that the account has proven.
     *
     * @return why not, or empty if it is done
     */
    public Optional<Reason> grant(User user, Address address, String actor) {
        if (directory.proven(address.domain()).filter(domain -> domain.accountId() == user.accountId()).isEmpty()) {
            return Optional.of(Reason.of("user.domain.foreign", address.domain().unicode()));
        }
        update("INSERT INTO delegation (account_id, user_id, address, granted_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", user, address, true);
        record(user, address, "user.delegation.granted", actor);
        return Optional.empty();
    }

    public void revoke(User user, Address address, String actor) {
        update("DELETE FROM delegation WHERE account_id = ? AND user_id = ? AND address = ?", user, address, false);
        record(user, address, "user.delegation.revoked", actor);
    }

    private void update(String sql, User user, Address address, boolean dated) {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, user.accountId());
            statement.setLong(2, user.id());
            statement.setString(3, key(address));
            if (dated) {
                statement.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a delegation can't be changed", e);
        }
    }

    private void record(User user, Address address, String action, String actor) {
        audit.record(new AuditEvent(user.accountId(), actor, action, user.address().toString(), Map.of("address", key(address))));
    }

    private static String key(Address address) {
        return address.toString().toLowerCase(Locale.ROOT);
    }
}
