package org.sealpost.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.directory.Account;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mailbox.Attachment;
import org.sealpost.mailbox.Draft;
import org.sealpost.mailbox.Drafts;
import org.sealpost.mailbox.Filter;
import org.sealpost.mailbox.Filters;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Headline;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.NewMessage;
import org.sealpost.mailbox.OwnFolders;
import org.sealpost.mailbox.Received;
import org.sealpost.mime.Correspondent;
import org.sealpost.testing.OctetSearch;

@ExtendWith(ArquillianExtension.class)
class VaultIT {

    private static final long LIMIT = 30_000_000;

    @Inject
    private Vault vault;
    @Inject
    private Keysets keysets;
    @Inject
    private Directory directory;
    @Inject
    private Mailboxes mailboxes;
    @Inject
    private OwnFolders ownFolders;
    @Inject
    private Filters filters;
    @Inject
    private Drafts drafts;
    @Inject
    private DataSource database;
    @Inject
    private UserTransaction transaction;
    @Inject
    @ConfigProperty(name = "sealpost.data")
    private String data;
    @Inject
    @ConfigProperty(name = "sealpost.test.database.files")
    private String databaseFiles;

    private User sam;

    @BeforeEach
    void sam() {
        sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
    }

    @Test
    void smallAndBigContentIsReadAgain() throws IOException {
        for (int size : new int[] {0, 10_240, 131_073, 25_000_000}) {
            byte[] clear = new byte[size];
            new Random(size).nextBytes(clear);
            long id = vault.store(sam.accountId(), new ByteArrayInputStream(clear), LIMIT);
            assertEquals(size, vault.open(sam.accountId(), id).size());
            try (InputStream in = vault.open(sam.accountId(), id).open()) {
                assertArrayEquals(clear, in.readAllBytes());
            }
        }
    }

    @Test
    void anotherAccountGetsNothingKeepsNothingAndShredsNothing() throws IOException {
        long id = store("for the clinic");
        long strangers = directory.found("Strangers", "test").id();
        assertThrows(IOException.class, () -> read(strangers, id));
        assertEquals(0, vault.open(strangers, id).size());
        vault.shred(strangers, id);
        assertEquals("for the clinic", read(sam.accountId(), id));
        assertThrows(RuntimeException.class, () -> vault.keep(strangers, id));
    }

    @Test
    void flippedCiphertextIsRefused() throws Exception {
        long id = store("exactly this");
        update("UPDATE content_chunk SET octets = set_byte(octets, 50, get_byte(octets, 50) # 1) WHERE content_id = ?", id);
        assertThrows(IOException.class, () -> read(sam.accountId(), id));
    }

    @Test
    void swappedCiphertextIsRefusedWithAndWithoutItsKey() throws Exception {
        long one = store("the first!");
        long two = store("the second");
        update("UPDATE content_chunk SET octets = (SELECT octets FROM content_chunk WHERE content_id = ?) "
                + "WHERE content_id = ?", one, two);
        assertThrows(IOException.class, () -> read(sam.accountId(), two));
        update("UPDATE content_keys.wrapped_key SET wrapped = (SELECT wrapped FROM content_keys.wrapped_key "
                + "WHERE content_id = ?) WHERE content_id = ?", one, two);
        assertThrows(IOException.class, () -> read(sam.accountId(), two));
        assertEquals("the first!", read(sam.accountId(), one));
    }

    @Test
    void aHeadlineMovedToAnotherMessageIsRefused() throws Exception {
        UUID one = deliver("Result of Mr. A");
        UUID two = deliver("Result of Mr. B");
        update("UPDATE stored_message SET headline = (SELECT headline FROM stored_message WHERE uuid = ?) WHERE uuid = ?",
                one, two);
        assertThrows(RuntimeException.class, () -> mailboxes.find(sam.accountId(), sam.id(), two));
        mailboxes.move(sam.accountId(), sam.id(), List.of(one, two), FolderKind.TRASH);
        mailboxes.remove(sam.accountId(), sam.id(), List.of(one, two));
    }

    @Test
    void shreddedContentStaysShreddedWhenYesterdaysContentIsPutBack() throws Exception {
        long id = store("until it is shredded");
        update("CREATE TABLE IF NOT EXISTS yesterday AS SELECT * FROM content_chunk LIMIT 0");
        update("INSERT INTO yesterday SELECT * FROM content_chunk WHERE content_id = ?", id);
        vault.shred(sam.accountId(), id);
        update("INSERT INTO content_chunk SELECT * FROM yesterday WHERE content_id = ?", id);
        assertThrows(IOException.class, () -> read(sam.accountId(), id));
    }

    @Test
    void keepingIsUndoneWithItsTransaction() throws Exception {
        long id = store("accepted or not");
        transaction.begin();
        vault.keep(sam.accountId(), id);
        transaction.rollback();
        update("UPDATE content SET created_at = ? WHERE id = ?",
                java.time.OffsetDateTime.parse("2020-01-01T00:00:00Z"), id);
        new Sweeper(new DatabaseContents(database), () -> Instant.parse("2020-01-02T00:00:00Z")).sweep();
        assertThrows(IOException.class, () -> read(sam.accountId(), id));
    }

    @Test
    void aLostKeysetIsRefusedAndNeverMadeAnew() throws IOException {
        Account account = directory.found("Forgetful", "test");
        Path file = Path.of(data, "keys", account.uuid() + ".json");
        Path away = file.resolveSibling("away");
        Files.move(file, away);
        try {
            KeysetLost lost = assertThrows(KeysetLost.class, keysets::verify);
            assertTrue(lost.getMessage().contains(file.toString()), lost.getMessage());
            assertFalse(Files.exists(file));
            new KeysetFiles(file.getParent()).create(account.uuid());
            assertTrue(assertThrows(KeysetLost.class, keysets::verify).getMessage().contains("other keys"));
        } finally {
            Files.deleteIfExists(file);
            Files.move(away, file);
        }
        keysets.verify();
    }

    @Test
    void nothingOfWhatIsKeptStandsInTheDatabasesFiles() throws Exception {
        String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        long content = vault.store(sam.accountId(), new ByteArrayInputStream((canary + "-body ").repeat(40_000).getBytes(UTF_8)), LIMIT);
        deliver(canary + "-subject");
        assertEquals(Optional.empty(), ownFolders.make(sam.accountId(), sam.id(), canary + "-folder"));
        keepFilter(canary + "-filter");
        Draft draft = drafts.save(sam.accountId(), sam.id(), Optional.empty(), canary + "-draft");
        drafts.attach(sam.accountId(), sam.id(), draft.uuid(), new Attachment(content, canary + "-file", "text/plain", 7));
        update("CREATE TABLE IF NOT EXISTS planted (text text)");
        update("INSERT INTO planted VALUES (?)", "planted-" + canary);
        // sorting far more than fits makes the database write temporary files too
        update("CREATE TEMP TABLE sorted AS SELECT octets FROM content_chunk ORDER BY octets");
        Path files = Path.of(databaseFiles);
        assertEquals(List.of(), OctetSearch.in(files, canary + "-"), "content in clear");
        assertEquals(List.of(), OctetSearch.in(Path.of(data), canary), "content beside the database");
        assertFalse(OctetSearch.in(files, "planted-" + canary).isEmpty(), "the search finds what is there");
    }

    private void keepFilter(String text) throws Exception {
        transaction.begin();
        filters.toChange(sam.accountId(), sam.id());
        filters.write(sam.accountId(), sam.id(), List.of(new Filter(UUID.randomUUID(), List.of(new Filter.Condition(Filter.Part.SUBJECT, text)),
                Optional.empty(), true, Optional.empty())));
        transaction.commit();
        assertEquals(text, filters.of(sam.accountId(), sam.id()).get(0).conditions().get(0).text());
    }

    private UUID deliver(String subject) {
        Headline headline = new Headline(Correspondent.of(sam.address()), List.of(), subject, subject, 0, Instant.EPOCH);
        return mailboxes.deliver(sam.accountId(), sam.id(), FolderKind.INBOX,
                new NewMessage(1, headline, UUID.randomUUID(), Received.INSIDE, Optional.empty()));
    }

    private long store(String text) throws IOException {
        return vault.store(sam.accountId(), new ByteArrayInputStream(text.getBytes(UTF_8)), LIMIT);
    }

    private String read(long accountId, long id) throws IOException {
        try (InputStream in = vault.open(accountId, id).open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
