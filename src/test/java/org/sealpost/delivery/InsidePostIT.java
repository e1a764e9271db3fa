package org.sealpost.delivery;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Outbox;
import org.sealpost.mail.RawMessage;
import org.sealpost.mail.ReversePath;
import org.sealpost.mail.SystemMail;
import org.sealpost.mailbox.FolderKind;
import org.sealpost.mailbox.Mailboxes;
import org.sealpost.mailbox.Received;
import org.sealpost.mailbox.StoredMessage;

@ExtendWith(ArquillianExtension.class)
class InsidePostIT {

    @Inject
    private Outbox outbox;
    @Inject
    private Directory directory;
    @Inject
    private Mailboxes mailboxes;

    @Test
    void systemMailToOurselvesIsInTheInboxAndSaysWhereItCameFrom() {
        User sam = directory.user(Address.of("sam@clinic.test")).orElseThrow();
        String raw = "From: postmaster@clinic.test\r\nTo: sam@clinic.test\r\nSubject: Inside 4711\r\n\r\nHello Sam\r\n";
        outbox.handIn(new SystemMail(SystemMail.Kind.INFORMATION, sam.accountId(), ReversePath.NULL, sam.address(),
                RawMessage.of(raw.getBytes(StandardCharsets.US_ASCII)), 0));
        List<StoredMessage> found = await().atMost(Duration.ofSeconds(20)).until(() -> inbox(sam), list -> !list.isEmpty());
        assertEquals(1, found.size());
        assertEquals(Received.SYSTEM, found.get(0).received());
        assertEquals("Hello Sam", found.get(0).headline().snippet());
        assertTrue(!found.get(0).isSeen());
    }

    private List<StoredMessage> inbox(User user) {
        return mailboxes.page(user.accountId(), user.id(), FolderKind.INBOX, Optional.empty(), 50).stream()
                .filter(message -> message.headline().subject().equals("Inside 4711")).toList();
    }
}
