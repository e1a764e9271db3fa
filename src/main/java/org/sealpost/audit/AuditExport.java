package org.sealpost.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * An account's audit log as a file: one JSON object per line, in the chain's order. Whoever keeps it can check it
 * without the database, and the last hash is a {@link Checkpoint} against the database.
 */
@ApplicationScoped
public class AuditExport {

    private DataSource database;

    protected AuditExport() {
    }

    @Inject
    AuditExport(DataSource database) {
        this.database = database;
    }

    /** Writes what is chained by now. @return the end of it */
    @Transactional
    public Checkpoint write(long accountId, Writer out) throws IOException {
        try (Connection connection = database.getConnection();
                ChainRows rows = new ChainRows(connection, accountId)) {
            Checkpoint end = Chain.begin(accountId).checkpoint();
            while (rows.hasNext()) {
                ChainedEvent next = rows.next();
                out.append(ExportLine.of(next)).append('\n');
                end = Checkpoint.of(accountId, next.position(), next.hash());
            }
            return end;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Checks an export. @throws IllegalArgumentException if it isn't one */
    public static Verdict verify(long accountId, BufferedReader in, AuditVerifier verifier) {
        return verifier.verify(accountId, in.lines().map(line -> ExportLine.read(accountId, line)).iterator());
    }
}
