package org.sealpost.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Messages of one size that differ in their number. Lines of random letters, so that nothing can be compressed away. */
final class Letters {

    private static final int LINE = 76;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";

    private final byte[] body;

    Letters(int size) {
        Random random = new Random(size);
        StringBuilder text = new StringBuilder(size);
        while (text.length() < size - LINE) {
            for (int i = 0; i < LINE; i++) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            text.append("\r\n");
        }
        body = text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    byte[] letter(int number, String recipient) {
        byte[] header = ("From: Sam Berger <sam@clinic.test>\r\nTo: " + recipient + "\r\nSubject: The bench's letter " + number
                + "\r\nX-Bench-Number: " + number + "\r\nDate: Tue, 24 Nov 2026 12:00:00 +0000\r\nMessage-ID: <" + number + "."
                + System.nanoTime() + "@clinic.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] letter = new byte[header.length + body.length];
        System.arraycopy(header, 0, letter, 0, header.length);
        System.arraycopy(body, 0, letter, header.length, body.length);
        return letter;
    }
}
