package org.sealpost.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;
import org.sealpost.reception.Inbound;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.server.Desk;
import org.sealpost.smtp.server.MailFrom;
import org.sealpost.smtp.server.Peer;
import org.sealpost.smtp.server.RcptTo;

/** In the container: the desk for mail from other servers, asked as the protocol would ask it. Answers are code and text. */
public final class InboundDoor implements AutoCloseable {

    private static final Peer.Tls TLS = new Peer.Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384", List.of());

    private final Desk desk;
    private final Peer peer;

    private InboundDoor(Inbound inbound, Peer peer) {
        this.desk = new InboundDesk(inbound, client -> Optional.empty());
        this.peer = peer;
    }

    public static InboundDoor inClear(Inbound inbound, String client) throws IOException {
        return new InboundDoor(inbound, new Peer(InetAddress.getByName(client), "mx.elsewhere.example", Optional.empty()));
    }

    /** No certificate was shown. */
    public static InboundDoor overTls(Inbound inbound, String client) throws IOException {
        return new InboundDoor(inbound, new Peer(InetAddress.getByName(client), "mx.elsewhere.example", Optional.of(TLS)));
    }

    /** A new transaction. @param path without angle brackets; empty for the null path */
    public InboundDoor from(String path) {
        desk.reset();
        ReversePath reversePath = path.isEmpty() ? ReversePath.NULL : ReversePath.of(Address.of(path));
        answer(desk.mail(peer, new MailFrom(reversePath, 0, false, false, false, Optional.empty())));
        return this;
    }

    public String to(String recipient) {
        return answer(desk.rcpt(new RcptTo(Address.of(recipient), java.util.Set.of(), Optional.empty())));
    }

    /** @param message with CRLF */
    public String data(String message) throws IOException {
        Desk.Incoming incoming = desk.data();
        write(incoming, message);
        return answer(incoming.finish());
    }

    /** The connection is lost before the end. @param meanwhile what to look at right before that */
    public void breakOff(String message, Runnable meanwhile) throws IOException {
        Desk.Incoming incoming = desk.data();
        write(incoming, message);
        meanwhile.run();
        incoming.abandon();
    }

    @Override
    public void close() {
        desk.close();
    }

    private static void write(Desk.Incoming incoming, String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length; i += 8_192) {
            incoming.write(octets, i, Math.min(8_192, octets.length - i));
        }
    }

    private static String answer(Reply reply) {
        return reply.code() + " " + String.join(" ", reply.lines());
    }
}
