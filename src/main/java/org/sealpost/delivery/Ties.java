package org.sealpost.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Which messages are copies of what a user sent, so that undoing takes them back too. */
@ApplicationScoped
@Transactional
public class Ties {

    @Inject
    private DataSource database;

    protected Ties() {
    }

    public void tie(UUID original, UUID copy) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO forwarded (original, message) VALUES (?, ?)")) {
            insert.setObject(1, original);
            insert.setObject(2, copy);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a copy can't be tied to its original", e);
        }
    }

    List<UUID> copies(UUID original) {
        List<UUID> copies = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT message FROM forwarded WHERE original = ?")) {
            select.setObject(1, original);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    copies.add(rows.getObject(1, UUID.class));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("copies can't be found", e);
        }
        return copies;
    }
}
