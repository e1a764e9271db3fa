package org.sealpost.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Writes the parts of a message (RFC 2045, RFC 2046) as they come, so that a big attachment is never held in memory. */
final class PartWriter {

    private static final int LINE = 76;
    private static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;
    private final SecureRandom random;

    PartWriter(OutputStream out, SecureRandom random) {
        this.out = out;
        this.random = random;
    }

    /** Something that writes one part: its header fields, an empty line, its body. */
    interface Part {
        void write() throws IOException;
    }

    void multipart(String subtypeAndParameters, Part... parts) throws IOException {
        String boundary = "=_" + HexFormat.of().formatHex(octets(16));
        HeaderWriter header = new HeaderWriter(out);
        header.field("Content-Type", "multipart/" + subtypeAndParameters + "; boundary=\"" + boundary + "\"");
        header.end();
        for (Part part : parts) {
            line("--" + boundary);
            part.write();
            out.write(CRLF);
        }
        line("--" + boundary + "--");
    }

    /** Quoted-printable UTF-8: readable in any program, never longer than a line may be. */
    void text(String subtype, String words) throws IOException {
        HeaderWriter header = new HeaderWriter(out);
        header.field("Content-Type", "text/" + subtype + "; charset=utf-8");
        header.field("Content-Transfer-Encoding", "quoted-printable");
        header.end();
        String canonical = (words.replace("\0", "").stripTrailing() + "\n").replaceAll("\r\n|\r|\n", "\r\n");
        try {
            OutputStream quoted = MimeUtility.encode(unclosed(), "quoted-printable");
            quoted.write(canonical.getBytes(StandardCharsets.UTF_8));
            quoted.flush();
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    /** Lines of ASCII that stand as they are, for example a delivery status. */
    void plain(String type, String lines) throws IOException {
        HeaderWriter header = new HeaderWriter(out);
        header.field("Content-Type", type);
        header.end();
        out.write(lines.getBytes(StandardCharsets.UTF_8));
    }

    void enclosure(Enclosure file) throws IOException {
        HeaderWriter header = new HeaderWriter(out);
        header.field("Content-Type", file.mediaType() + named("name", file.name()));
        header.field("Content-Disposition", "attachment" + named("filename", file.name()));
        header.field("Content-Transfer-Encoding", "base64");
        header.end();
        try (InputStream content = file.content().open();
                OutputStream encoded = new Base64Output(out, LINE)) {
            content.transferTo(encoded);
        }
    }

    private static String named(String parameter, String name) {
        ParameterList list = new ParameterList();
        list.set(parameter, name, "UTF-8");
        return list.toString();
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    private void line(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.write(CRLF);
    }

    /** An encoder closes what it writes to; the message goes on after it. */
    private OutputStream unclosed() {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] octets, int from, int count) throws IOException {
                out.write(octets, from, count);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
