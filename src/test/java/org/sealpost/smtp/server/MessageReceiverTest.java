package org.sealpost.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sealpost.smtp.Reply;

/** The limits of a message: what just fits, and what just doesn't. */
class MessageReceiverTest {

    private static final long MOST = 2_000_000;

    @Test
    void linesOf65536Octets() {
        good("x".repeat(65_536) + "\r\n");
        bad("554 5.6.0 A line of the message is too long", "x".repeat(65_537) + "\r\n");
        good("Subject: x\r\n\r\n" + "x".repeat(65_536) + "\r\n");
        bad("554 5.6.0 A line of the message is too long", "Subject: x\r\n\r\n" + "x".repeat(65_537) + "\r\n");
    }

    @Test
    void headersOf524288Octets() {
        String field = "X: " + "y".repeat(1_021) + "\r\n";
        good(field.repeat(512) + "\r\nbody\r\n");
        bad("554 5.6.0 The header is too long", field.repeat(512) + "Z\r\n\r\nbody\r\n");
        // a body may be as long as the message
        good("Subject: x\r\n\r\n" + field.repeat(1_500));
    }

    @Test
    void messagesOfTheirLimit() {
        String line = "x".repeat(998) + "\r\n";
        good("\r\n" + line.repeat(1_999) + "x".repeat(996) + "\r\n");
        bad("552 5.3.4 The message is too big", "\r\n" + line.repeat(1_999) + "x".repeat(997) + "\r\n");
    }

    @Test
    void fiftyHops() {
        good("Received: x\r\n".repeat(50) + "\r\nReceived: no field\r\n");
        bad("554 5.4.6 Too many hops", "Received: x\r\n".repeat(25) + "RECEIVED: x\r\n".repeat(26) + "\r\n");
        good("Received-SPF: x\r\n".repeat(51) + "\r\n");
        good(" Received: x\r\n".repeat(51) + "\r\n");
    }

    @Test
    void dotsDontCount() {
        Reply reply = receive("..\r\n".repeat(10), 30);
        assertEquals("250 2.6.0 30 octets", reply.summary());
    }

    private static void good(String message) {
        assertEquals("250 2.6.0 " + message.length() + " octets", receive(message, MOST).summary());
    }

    private static void bad(String reply, String message) {
        assertEquals(reply, receive(message, MOST).summary());
    }

    private static Reply receive(String message, long most) {
        AtomicLong octets = new AtomicLong();
        MessageReceiver receiver = new MessageReceiver(new Desk.Incoming() {
            @Override
            public void write(byte[] block, int offset, int length) {
                octets.addAndGet(length);
            }

            @Override
            public Reply finish() {
                return Replies.of(250, "2.6.0 " + octets + " octets");
            }

            @Override
            public void abandon() {
                octets.set(-1);
            }
        }, most);
        byte[] data = (message + ".\r\n").getBytes(StandardCharsets.US_ASCII);
        assertEquals(data.length, receiver.data(data, data.length));
        return receiver.finish();
    }
}
