package org.sealpost.destination;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.sealpost.mail.Domain;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.StsCache;
import org.sealpost.mtasts.StsPolicy;

/**
 * MTA-STS policies in PostgreSQL. Every delivery asks, so those asked for last are held in memory as well; nobody else
 * writes them, and a policy that is a little old is found out by its id.
 */
@ApplicationScoped
public class StsPolicyStore implements StsCache {

    private static final int IN_MEMORY = 10_000;
    private static final String FIND = "SELECT id, mode, mx, max_age, fetched_at FROM sts_policy WHERE domain = ?";
    private static final String KEEP = """
            INSERT INTO sts_policy (domain, id, mode, mx, max_age, fetched_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (domain) DO UPDATE SET id = excluded.id, mode = excluded.mode, mx = excluded.mx,
                max_age = excluded.max_age, fetched_at = excluded.fetched_at""";
    private static final String AGEING = """
            SELECT domain FROM sts_policy
            WHERE fetched_at + least(max_age / 2, 86400) * interval '1 second' <= ? AND fetched_at + max_age * interval '1 second' > ?
            ORDER BY fetched_at LIMIT ?""";

    private final Map<Domain, Optional<KnownPolicy>> lately = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Domain, Optional<KnownPolicy>> eldest) {
            return size() > IN_MEMORY;
        }
    };

    @Inject
    private DataSource database;
    @Inject
    private InstantSource clock;

    protected StsPolicyStore() {
    }

    @Override
    public Optional<KnownPolicy> find(Domain domain) {
        synchronized (lately) {
            if (lately.containsKey(domain)) {
                return lately.get(domain);
            }
        }
        Optional<KnownPolicy> found = read(domain);
        synchronized (lately) {
            lately.putIfAbsent(domain, found);
        }
        return found;
    }

    @Override
    public void keep(Domain domain, KnownPolicy known) {
        try (Connection connection = database.getConnection(); PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, domain.name());
            keep.setString(2, known.id());
            keep.setString(3, known.policy().mode().name());
            keep.setString(4, String.join(" ", known.policy().mx()));
            keep.setLong(5, known.policy().maxAge().toSeconds());
            keep.setObject(6, known.fetchedAt().atOffset(ZoneOffset.UTC));
            keep.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        synchronized (lately) {
            lately.put(domain, Optional.of(known));
        }
    }

    /** Whose policy should be fetched again: a day old or half way to its end (RFC 8461 §3.3, §10.2). The oldest first. */
    public List<Domain> ageing(int most) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Domain> domains = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement ageing = connection.prepareStatement(AGEING)) {
            ageing.setObject(1, now);
            ageing.setObject(2, now);
            ageing.setInt(3, most);
            try (ResultSet rows = ageing.executeQuery()) {
                while (rows.next()) {
                    domains.add(new Domain(rows.getString(1)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return domains;
    }

    private Optional<KnownPolicy> read(Domain domain) {
        try (Connection connection = database.getConnection(); PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, domain.name());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(policy(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KnownPolicy policy(ResultSet row) throws SQLException {
        String mx = row.getString("mx");
        Instant fetchedAt = row.getObject("fetched_at", OffsetDateTime.class).toInstant();
        return new KnownPolicy(row.getString("id"), new StsPolicy(StsPolicy.Mode.valueOf(row.getString("mode")),
                mx.isEmpty() ? List.of() : List.of(mx.split(" ")), Duration.ofSeconds(row.getLong("max_age"))), fetchedAt);
    }
}
