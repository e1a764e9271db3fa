package org.sealpost.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Reads the response to one GET (RFC 9112). Strict: what two readers could understand differently is unreadable. Never
 * holds more than the limits permit.
 */
final class ResponseReader {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5]\\d\\d)( [\\t\\x20-\\x7e\\x80-\\xff]*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}):([\\t\\x20-\\x7e\\x80-\\xff]*)");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;[\\t\\x20-\\x7e\\x80-\\xff]*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    /** Those that decide how the rest is read; each may stand there once. */
    private static final List<String> ONCE = List.of("content-length", "transfer-encoding", "content-encoding", "content-type");
    private static final int OK = 200;

    private final InputStream in;
    private final FetchLimits limits;
    private final BooleanSupplier cut;
    private int headLeft;
    private boolean isOld;

    /** @param cut whether the end of {@code in} isn't what the server meant as the end */
    ResponseReader(InputStream in, FetchLimits limits, BooleanSupplier cut) {
        this.in = in;
        this.limits = limits;
        this.cut = cut;
        this.headLeft = limits.head();
    }

    /** @throws UnreadableResponse if it isn't whole, strange or too large */
    Fetch.Document read() throws IOException {
        int status = status();
        Map<String, String> fields = fields();
        while (status < OK) {
            if (status == 101) {
                throw strange();
            }
            status = status();
            fields = fields();
        }
        return new Fetch.Document(status, Optional.ofNullable(fields.get("content-type")), status == OK ? body(fields) : new byte[0]);
    }

    private int status() throws IOException {
        var line = STATUS.matcher(line());
        if (!line.matches()) {
            throw strange();
        }
        isOld = line.group(1).equals("0");
        return Integer.parseInt(line.group(2));
    }

    private Map<String, String> fields() throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            var field = FIELD.matcher(line);
            if (!field.matches()) {
                throw strange();
            }
            String name = field.group(1).toLowerCase(Locale.ROOT);
            if (ONCE.contains(name) && fields.containsKey(name)) {
                throw strange();
            }
            fields.put(name, field.group(2).strip());
        }
        return fields;
    }

    /** How long it is, by RFC 9112 §6.3; both lengths at once are an attack on somebody (§6.1). */
    private byte[] body(Map<String, String> fields) throws IOException {
        String encoding = fields.getOrDefault("content-encoding", "identity");
        String transfer = fields.get("transfer-encoding");
        String length = fields.get("content-length");
        if (!encoding.equalsIgnoreCase("identity") || transfer != null && (length != null || isOld || !transfer.equalsIgnoreCase("chunked"))
                || length != null && !LENGTH.matcher(length).matches()) {
            throw strange();
        }
        if (transfer != null) {
            return chunks();
        }
        return length != null ? exactly(Long.parseLong(length), 0) : untilTheEnd();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size, body.size()));
            if (in.read() != '\r' || in.read() != '\n') {
                throw strange();
            }
        }
        fields();
        return body.toByteArray();
    }

    private long chunkSize() throws IOException {
        var line = CHUNK.matcher(line());
        if (!line.matches()) {
            throw strange();
        }
        return Long.parseLong(line.group(1), 16);
    }

    private byte[] exactly(long length, int before) throws IOException {
        if (length > limits.body() - before) {
            throw new UnreadableResponse("http.large");
        }
        byte[] octets = in.readNBytes((int) length);
        if (octets.length < length) {
            throw new UnreadableResponse("http.cut");
        }
        return octets;
    }

    /** Whoever could cut the connection could shorten such a body, if TLS didn't tell its end. */
    private byte[] untilTheEnd() throws IOException {
        byte[] octets = in.readNBytes(limits.body() + 1);
        if (octets.length > limits.body()) {
            throw new UnreadableResponse("http.large");
        }
        if (cut.getAsBoolean()) {
            throw new UnreadableResponse("http.cut");
        }
        return octets;
    }

    /** One line of the head, ISO 8859-1, without its CRLF; a CR or LF alone is nothing that we read. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = next(); octet != '\r'; octet = next()) {
            if (octet == '\n') {
                throw strange();
            }
            line.write(octet);
        }
        if (next() != '\n') {
            throw strange();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private int next() throws IOException {
        if (headLeft-- == 0) {
            throw new UnreadableResponse("http.large");
        }
        int octet = in.read();
        if (octet < 0) {
            throw new UnreadableResponse("http.cut");
        }
        return octet;
    }

    private static UnreadableResponse strange() {
        return new UnreadableResponse("http.unreadable");
    }
}
