package org.sealpost.app.launcher;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.publication.DkimRecord;

/** A domain that an account claims, as it stands in the database; nothing of it is secret. If several claim it, whoever proved it counts. */
record ClaimedDomain(String proof, List<DkimRecord> keys) {

    /** As long as a retired key stays published. */
    private static final Duration LINGERS = Duration.ofDays(7);

    static Optional<ClaimedDomain> read(Connection connection, Domain domain, Instant now) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(
                "SELECT account_id, proof_token FROM local_domain WHERE name = ? ORDER BY proven_at NULLS LAST, id LIMIT 1")) {
            claim.setString(1, domain.name());
            try (ResultSet row = claim.executeQuery()) {
                return row.next() ? Optional.of(new ClaimedDomain(row.getString(2), keys(connection, row.getLong(1), domain, now))) : Optional.empty();
            }
        }
    }

    private static List<DkimRecord> keys(Connection connection, long accountId, Domain domain, Instant now) throws SQLException {
        List<DkimRecord> keys = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT selector, record FROM dkim_key WHERE account_id = ? AND domain = ?"
                + " AND (retired_at IS NULL OR retired_at > ?) ORDER BY id")) {
            query.setLong(1, accountId);
            query.setString(2, domain.name());
            query.setObject(3, OffsetDateTime.ofInstant(now.minus(LINGERS), ZoneOffset.UTC));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    keys.add(new DkimRecord(row.getString(1) + "._domainkey." + domain.name(), row.getString(2)));
                }
            }
        }
        return keys;
    }
}
