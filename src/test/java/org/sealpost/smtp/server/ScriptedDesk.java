package org.sealpost.smtp.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.sealpost.smtp.Reply;

/**
 * A desk whose answers follow from the addresses: sam, ada, postmaster and 嶍嶊 of clinic.test have mailboxes, others are told
 * 550; later@ 451, bye@ 421, bug@ ends in an exception. Messages from data@, disk@ and commit@ fail there. It writes down
 * what it is asked.
 */
final class ScriptedDesk implements Desk {

    /** RFC 7677 §3. */
    static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

    private static final Set<String> MAILBOXES = Set.of("sam", "ada", "postmaster", "\u760D\u760A");

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    /** Of every message that began, whole or not. */
    final List<ByteArrayOutputStream> written = new CopyOnWriteArrayList<>();
    private String from = "";

    @Override
    public Reply mail(Peer peer, MailFrom mail) {
        from = mail.path().toString();
        events.add("mail <" + from + ">" + (mail.size() > 0 ? " size=" + mail.size() : "") + (mail.smtpUtf8() ? " utf8" : "")
                + (mail.requireTls() ? " requiretls" : "") + (mail.headersOnly() ? " hdrs" : "")
                + mail.envelopeId().map(id -> " envid=" + id).orElse("") + (peer.tls().isPresent() ? " over tls" : ""));
        return from.startsWith("blocked@") ? Replies.of(550, "5.7.1 Not from you") : Replies.of(250, "2.1.0 Sender fine");
    }

    @Override
    public Reply rcpt(RcptTo to) {
        String address = to.address().toString();
        events.add("rcpt <" + address + ">" + (to.notifications().isEmpty() ? "" : " " + new TreeSet<>(to.notifications()))
                + to.original().map(said -> " orcpt=" + said).orElse(""));
        if (address.startsWith("bug@")) {
            throw new IllegalStateException("a bug in the desk");
        }
        if (address.startsWith("bye@")) {
            return Replies.of(421, "4.3.2 Going down");
        }
        if (address.startsWith("later@")) {
            return Replies.of(451, "4.2.0 Later");
        }
        if (!to.address().domain().name().equals("clinic.test")) {
            return Replies.of(550, "5.7.1 No relaying");
        }
        return MAILBOXES.contains(to.address().localPart()) ? Replies.of(250, "2.1.5 Recipient fine") : Replies.of(550, "5.1.1 Nobody here");
    }

    @Override
    public Incoming data() throws IOException {
        events.add("data");
        if (from.startsWith("data@")) {
            throw new IOException("no room");
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        written.add(message);
        String sender = from;
        return new Incoming() {
            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                if (sender.startsWith("disk@")) {
                    throw new IOException("the disk is full");
                }
                message.write(octets, offset, length);
            }

            @Override
            public Reply finish() throws IOException {
                if (sender.startsWith("commit@")) {
                    throw new IOException("no commit");
                }
                events.add("finish");
                messages.add(message.toString(StandardCharsets.ISO_8859_1));
                return Replies.of(250, "2.6.0 Taken");
            }

            @Override
            public void abandon() {
                events.add("abandon");
            }
        };
    }

    @Override
    public void reset() {
        events.add("reset");
    }

    @Override
    public Optional<Reply> logIn(Peer peer, String name, char[] password) {
        boolean known = name.equals("user") && Arrays.equals(password, "pencil".toCharArray());
        events.add((known ? "login " : "wrong password of ") + name);
        return known ? Optional.empty() : Optional.of(Replies.WRONG_PASSWORD);
    }

    @Override
    public boolean offersScram() {
        return true;
    }

    @Override
    public ScramKeys scramKeys(Peer peer, String name) {
        return new ScramKeys(SALT, 4096, name.equals("user") ? List.of(key("another one"), key("pencil")) : List.of());
    }

    @Override
    public Optional<Reply> logIn(Peer peer, String name, boolean proven) {
        events.add((proven ? "login " : "wrong proof of ") + name);
        return proven ? Optional.empty() : Optional.of(Replies.WRONG_PASSWORD);
    }

    static ScramKeys.Key key(String password) {
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), SALT, 4096, 256)).getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
            return new ScramKeys.Key(stored, hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
