package org.sealpost.mailbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mime.Correspondent;
import org.sealpost.vault.Vault;

@ExtendWith(ArquillianExtension.class)
class MailboxesIT {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Inject
    private Mailboxes mailboxes;
    @Inject
    private OwnFolders folders;
    @Inject
    private Drafts drafts;
    @Inject
    private Directory directory;
    @Inject
    private Vault vault;
    @Inject
    private UserTransaction transaction;
    @Inject
    private ExecutorService executor;

    private User sam;
    private User ada;
    private long strangers;

    @BeforeEach
    void people() {
        sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
        ada = directory.user(Address.of("ada@clinic.test")).orElseThrow();
        strangers = directory.found("Strangers", "test").id();
    }

    @Test
    void aDeliveredMessageIsFoundByItsOwnerAndByNobodyElse() {
        StoredMessage stored = deliver(sam, "Blood count of the ninth", UUID.randomUUID());
        StoredMessage found = mailboxes.find(sam.accountId(), sam.id(), stored.uuid()).orElseThrow();
        assertEquals("Blood count of the ninth", found.headline().subject());
        assertEquals("anna@verified.test", found.headline().from().address().toString());
        assertEquals(Received.INSIDE, found.received());
        assertFalse(found.isSeen());
        assertTrue(mailboxes.find(ada.accountId(), ada.id(), stored.uuid()).isEmpty());
        assertTrue(mailboxes.find(strangers, sam.id(), stored.uuid()).isEmpty());
    }

    @Test
    void markingMovingAndRemovingTouchOnlyTheOwnersMessages() {
        StoredMessage stored = deliver(sam, "Appointment", UUID.randomUUID());
        List<UUID> one = List.of(stored.uuid());
        mailboxes.mark(ada.accountId(), ada.id(), one, true);
        mailboxes.move(ada.accountId(), ada.id(), one, FolderKind.TRASH);
        mailboxes.mark(strangers, sam.id(), one, true);
        assertFalse(find(stored).isSeen());
        assertEquals(FolderKind.INBOX, find(stored).folder());

        mailboxes.remove(sam.accountId(), sam.id(), one);
        assertEquals(FolderKind.INBOX, find(stored).folder(), "only the trash is emptied");
        mailboxes.mark(sam.accountId(), sam.id(), one, true);
        mailboxes.star(sam.accountId(), sam.id(), one, true);
        assertTrue(find(stored).isSeen());
        assertTrue(find(stored).isStarred());
        mailboxes.move(sam.accountId(), sam.id(), one, FolderKind.TRASH);
        mailboxes.remove(sam.accountId(), sam.id(), one);
        assertTrue(mailboxes.find(sam.accountId(), sam.id(), stored.uuid()).isEmpty());
    }

    @Test
    void countsPagesAndOwnFolders() {
        Count before = mailboxes.counts(sam.accountId(), sam.id()).get(FolderKind.INBOX);
        StoredMessage first = deliver(sam, "First", UUID.randomUUID());
        StoredMessage second = deliver(sam, "Second", UUID.randomUUID());
        Count after = mailboxes.counts(sam.accountId(), sam.id()).get(FolderKind.INBOX);
        assertEquals(before.all() + 2, after.all());
        assertEquals(before.unseen() + 2, after.unseen());

        List<StoredMessage> page = mailboxes.page(sam.accountId(), sam.id(), FolderKind.INBOX, Optional.empty(), 1);
        assertEquals(List.of("Second"), subjects(page));
        assertEquals("First", mailboxes.page(sam.accountId(), sam.id(), FolderKind.INBOX,
                Optional.of(page.get(0).storedAt()), 1).get(0).headline().subject());

        OwnFolder folder = folder(sam, "Laboratory");
        assertTrue(mailboxes.move(sam.accountId(), sam.id(), List.of(first.uuid()), folder.uuid()));
        assertFalse(mailboxes.move(ada.accountId(), ada.id(), List.of(second.uuid()), folder.uuid()));
        assertEquals(List.of("First"), subjects(mailboxes.page(sam.accountId(), sam.id(), folder.uuid(),
                Optional.empty(), 10)));
        assertEquals("Laboratory", folders.find(sam.accountId(), sam.id(), folder.uuid()).orElseThrow().name());
        assertEquals(new Count(1, 1), folders.counts(sam.accountId(), sam.id()).get(folder.uuid()));
        assertTrue(folders.all(strangers, sam.id()).isEmpty());
    }

    @Test
    void anOwnFolderIsRenamedAndWhatLiesInItOutlivesIt() {
        OwnFolder folder = folder(sam, "Straße");
        StoredMessage kept = deliver(sam, "Kept", UUID.randomUUID());
        mailboxes.move(sam.accountId(), sam.id(), List.of(kept.uuid()), folder.uuid());
        assertEquals(Optional.of(Reason.of("folder.there", "STRASSE")), folders.make(sam.accountId(), sam.id(), " STRASSE "));
        assertEquals(Optional.of(Reason.of("folder.name")), folders.make(sam.accountId(), sam.id(), "  "));
        assertEquals(Optional.of(Reason.of("folder.name")), folders.make(sam.accountId(), sam.id(), "x".repeat(61)));
        assertEquals(Optional.empty(), folders.rename(ada.accountId(), ada.id(), folder.uuid(), "Hers now"));
        folders.remove(ada.accountId(), ada.id(), folder.uuid());
        folders.remove(strangers, sam.id(), folder.uuid());
        assertEquals("Straße", folders.find(sam.accountId(), sam.id(), folder.uuid()).orElseThrow().name());

        assertEquals(Optional.empty(), folders.rename(sam.accountId(), sam.id(), folder.uuid(), "Way"));
        assertEquals("Way", folders.find(sam.accountId(), sam.id(), folder.uuid()).orElseThrow().name());
        folders.remove(sam.accountId(), sam.id(), folder.uuid());
        assertTrue(folders.find(sam.accountId(), sam.id(), folder.uuid()).isEmpty());
        assertEquals(FolderKind.INBOX, find(kept).folder());
    }

    @Test
    void whatFiltersPutIntoAFolderThatIsGoneOrAnothersLiesInTheInbox() {
        OwnFolder folder = folder(sam, "Chosen");
        OwnFolder gone = folder(sam, "Gone");
        folders.remove(sam.accountId(), sam.id(), gone.uuid());
        StoredMessage chosen = deliver(sam, Place.own(folder.uuid()), "Chosen");
        StoredMessage left = deliver(sam, Place.own(gone.uuid()), "Left");
        StoredMessage hers = deliver(ada, Place.own(folder.uuid()), "Hers");
        assertEquals(List.of("Chosen"), subjects(mailboxes.page(sam.accountId(), sam.id(), folder.uuid(), Optional.empty(), 10)));
        assertEquals(FolderKind.OWN, chosen.folder());
        assertTrue(chosen.isStarred());
        assertEquals(FolderKind.INBOX, left.folder());
        assertEquals(FolderKind.INBOX, hers.folder());
        assertTrue(mailboxes.page(ada.accountId(), ada.id(), folder.uuid(), Optional.empty(), 10).isEmpty());
    }

    @Test
    void removingAFolderWaitsForWhatIsBeingPutThere() throws Exception {
        OwnFolder folder = folder(sam, "Raced");
        transaction.begin();
        UUID placed = mailboxes.deliver(sam.accountId(), sam.id(), Place.own(folder.uuid()), false, new NewMessage(1,
                new Headline(Correspondent.of(sam.address()), List.of(), "Raced", "", 0, NOON), UUID.randomUUID(), Received.INSIDE, Optional.empty()));
        Future<?> removing = executor.submit(() -> folders.remove(sam.accountId(), sam.id(), folder.uuid()));
        assertThrows(TimeoutException.class, () -> removing.get(500, TimeUnit.MILLISECONDS));
        transaction.commit();
        removing.get(10, TimeUnit.SECONDS);
        assertEquals(FolderKind.INBOX, mailboxes.find(sam.accountId(), sam.id(), placed).orElseThrow().folder());
        assertTrue(folders.find(sam.accountId(), sam.id(), folder.uuid()).isEmpty());
    }

    @Test
    void searchFindsAllWordsInAnyCaseAndOnlyOnesOwn() {
        deliver(sam, "Zebrafish results for ward seven", UUID.randomUUID());
        assertEquals(1, mailboxes.search(sam.accountId(), sam.id(), "SEVEN zebrafish", 10).size());
        assertEquals(0, mailboxes.search(sam.accountId(), sam.id(), "zebrafish eight", 10).size());
        assertEquals(0, mailboxes.search(ada.accountId(), ada.id(), "zebrafish", 10).size());
        assertEquals(0, mailboxes.search(sam.accountId(), sam.id(), "  ", 10).size());
    }

    @Test
    void aConversationIsReadOldestFirstWithoutTheTrash() {
        UUID thread = UUID.randomUUID();
        deliver(sam, "Question", thread);
        StoredMessage thrownAway = deliver(sam, "Noise", thread);
        deliver(sam, "Answer", thread);
        mailboxes.move(sam.accountId(), sam.id(), List.of(thrownAway.uuid()), FolderKind.TRASH);
        assertEquals(List.of("Question", "Answer"),
                subjects(mailboxes.conversation(sam.accountId(), sam.id(), thread)));
        assertTrue(mailboxes.conversation(ada.accountId(), ada.id(), thread).isEmpty());
    }

    @Test
    void aDraftIsSavedAgainAndCarriesFilesUntilItIsDiscarded() throws IOException {
        Draft draft = drafts.save(sam.accountId(), sam.id(), Optional.empty(), "{\"subject\":\"half\"}");
        long content = vault.store(sam.accountId(), new ByteArrayInputStream("file".getBytes(StandardCharsets.UTF_8)), 100);
        drafts.attach(sam.accountId(), sam.id(), draft.uuid(), new Attachment(content, "löwe.pdf", "application/pdf", 4));
        Draft again = drafts.save(sam.accountId(), sam.id(), Optional.of(draft.uuid()), "{\"subject\":\"whole\"}");
        assertEquals(draft.uuid(), again.uuid());
        assertEquals("{\"subject\":\"whole\"}", again.text());
        assertEquals(List.of(new Attachment(content, "löwe.pdf", "application/pdf", 4)), again.attachments());

        drafts.discard(ada.accountId(), ada.id(), draft.uuid());
        assertTrue(drafts.find(ada.accountId(), ada.id(), draft.uuid()).isEmpty());
        assertTrue(drafts.find(sam.accountId(), sam.id(), draft.uuid()).isPresent());
        drafts.discard(sam.accountId(), sam.id(), draft.uuid());
        assertTrue(drafts.find(sam.accountId(), sam.id(), draft.uuid()).isEmpty());
        assertThrows(IOException.class, () -> vault.open(sam.accountId(), content).open());
    }

    private OwnFolder folder(User user, String name) {
        assertEquals(Optional.empty(), folders.make(user.accountId(), user.id(), name));
        return folders.all(user.accountId(), user.id()).stream().filter(folder -> folder.name().equals(name)).findFirst().orElseThrow();
    }

    private StoredMessage deliver(User user, Place place, String subject) {
        Headline headline = new Headline(Correspondent.of(Address.of("anna@verified.test")), List.of(), subject, "", 0, NOON);
        UUID stored = mailboxes.deliver(user.accountId(), user.id(), place, true,
                new NewMessage(1, headline, UUID.randomUUID(), Received.INSIDE, Optional.empty()));
        return mailboxes.find(user.accountId(), user.id(), stored).orElseThrow();
    }

    private StoredMessage deliver(User user, String subject, UUID thread) {
        Headline headline = new Headline(new Correspondent("Anna", Address.of("anna@verified.test")),
                List.of(Correspondent.of(user.address())), subject, "Dear colleague", 0, NOON);
        UUID stored = mailboxes.deliver(user.accountId(), user.id(), FolderKind.INBOX,
                new NewMessage(1, headline, thread, Received.INSIDE, Optional.empty()));
        return mailboxes.find(user.accountId(), user.id(), stored).orElseThrow();
    }

    private StoredMessage find(StoredMessage message) {
        return mailboxes.find(sam.accountId(), sam.id(), message.uuid()).orElseThrow();
    }

    private static List<String> subjects(List<StoredMessage> messages) {
        return messages.stream().map(message -> message.headline().subject()).toList();
    }
}
