package org.sealpost.app.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The standard streams while the server runs: what it writes goes to a file. Two kinds of lines are for the person at
 * the console instead: {@code SETUP link}, which no log may hold, and {@code STOP sentence}.
 */
final class Relay extends OutputStream {

    private final OutputStream log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> kept = new ArrayList<>();

    Relay(OutputStream log) {
        this.log = log;
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        line.write(octet);
        if (octet == '\n') {
            String text = line.toString(StandardCharsets.UTF_8);
            if (text.startsWith("SETUP ") || text.startsWith("STOP ")) {
                kept.add(text.strip());
            } else {
                line.writeTo(log);
                log.flush();
            }
            line.reset();
        }
    }

    /** The latest line of a kind, without the word that marks it. */
    synchronized Optional<String> latest(String kind) {
        return kept.stream().filter(text -> text.startsWith(kind + " ")).reduce((first, second) -> second)
                .map(text -> text.substring(kind.length() + 1));
    }
}
