package org.sealpost.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.sealpost.mail.RawMessage;

/**
 * Reads messages from anywhere (RFC 5322, RFC 2045 and what goes by that name). Nothing is ever held whole in memory,
 * and nothing that is wrong with a message throws: what can be read is read, the rest is left to the raw message.
 */
public final class MessageReader {

    private static final int MAX_SHOWN = 2_000_000;
    private static final int MAX_GLANCED = 64 * 1_024;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_PARTS = 500;
    private static final MimeConfig LIMITS = MimeConfig.custom()
            .setMaxHeaderCount(1_000)
            .setMaxHeaderLen(100_000)
            .setMaxLineLen(100_000)
            .setMaxContentLen(MessageSize.ENCODED)
            .build();

    private final HtmlCleaner cleaner = new HtmlCleaner();

    /**
     * Reads the message for a page.
     *
     * @param remotePictures whether the reader asked for pictures from elsewhere
     * @throws IOException only if the octets themselves can't be had
     */
    public Reading read(RawMessage message, boolean remotePictures) throws IOException {
        return read(message, new ReadingBuilder(cleaner, remotePictures, MAX_SHOWN));
    }

    /** The same for a list, which shows the first words: of a long text no more is read. */
    public Reading glance(RawMessage message) throws IOException {
        return read(message, new ReadingBuilder(cleaner, false, MAX_GLANCED));
    }

    /**
     * The header alone: of the body nothing is read.
     *
     * @throws IOException only if the octets themselves can't be had
     */
    public Reading header(RawMessage message) throws IOException {
        ReadingBuilder reading = new ReadingBuilder(cleaner, false, 0);
        try (InputStream octets = message.open()) {
            MimeTokenStream tokens = tokens(octets);
            for (EntityState state = tokens.getState(); state != EntityState.T_END_HEADER && state != EntityState.T_END_OF_STREAM;
                    state = tokens.next()) {
                if (state == EntityState.T_FIELD) {
                    reading.header(tokens.getField());
                }
            }
        } catch (MimeException | MimeIOException | RuntimeException e) {
            reading.damaged();
        }
        return reading.build();
    }

    private static Reading read(RawMessage message, ReadingBuilder reading) throws IOException {
        try (InputStream octets = message.open()) {
            walk(octets, reading::header, reading::leaf, reading::damaged);
        }
        return reading.build();
    }

    /**
     * The decoded octets of one part of {@link Reading#attachments()}; the caller closes them.
     *
     * @throws IOException if the message can't be read up to there
     */
    public Optional<InputStream> openPart(RawMessage message, int part) throws IOException {
        InputStream octets = message.open();
        try {
            MimeTokenStream tokens = tokens(octets);
            int leaf = 0;
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                if (state == EntityState.T_BODY && leaf++ == part) {
                    return Optional.of(closing(tokens.getDecodedInputStream(), octets));
                }
            }
        } catch (MimeException | RuntimeException e) {
            octets.close();
            throw new IOException("the message is damaged", e);
        }
        octets.close();
        return Optional.empty();
    }

    private interface Header {
        void field(Field field);
    }

    private interface Leaf {
        void part(int number, MimeTokenStream tokens) throws IOException, MimeException;
    }

    private static void walk(InputStream octets, Header header, Leaf leaf, Runnable damaged) throws IOException {
        MimeTokenStream tokens = tokens(octets);
        int depth = 0;
        int parts = 0;
        try {
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                switch (state) {
                    case T_FIELD -> {
                        if (depth == 0 && parts == 0) {
                            header.field(tokens.getField());
                        }
                    }
                    case T_START_MULTIPART -> depth++;
                    case T_END_MULTIPART -> depth--;
                    case T_BODY -> leaf.part(parts++, tokens);
                    default -> { }
                }
                if (state == EntityState.T_BODY && depth == 0) {
                    // the only part: the rest of it is nobody's
                    return;
                }
                if (depth > MAX_DEPTH || parts > MAX_PARTS) {
                    damaged.run();
                    return;
                }
            }
        } catch (MimeException | MimeIOException | RuntimeException e) {
            damaged.run();
        }
    }

    /** Attached messages are not descended into: they are somebody else's words. */
    private static MimeTokenStream tokens(InputStream octets) {
        MimeTokenStream tokens = new MimeTokenStream(LIMITS, DecodeMonitor.SILENT,
                new DefaultBodyDescriptorBuilder(null, LenientFieldParser.getParser(), DecodeMonitor.SILENT));
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(octets);
        return tokens;
    }

    private static InputStream closing(InputStream decoded, InputStream octets) {
        return new FilterInputStream(decoded) {
            @Override
            public void close() throws IOException {
                octets.close();
            }
        };
    }
}
