package org.sealpost.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the demo's correspondents received, as files: the mail servers write them, the demo page reads them. Each message
 * is two files, its octets and the facts of its arrival; the facts are written last and make it visible.
 */
final class Mailboxes {

    private static final String FACTS = ".arrival";
    private static final String OCTETS = ".eml";

    private final Path folder;

    Mailboxes(Path folder) {
        this.folder = folder;
    }

    /** Keeps a message; when this returns it is on disk. */
    synchronized void keep(Correspondent to, Instant received, Optional<String> tls, String envelopeFrom, byte[] octets)
            throws IOException {
        Path mailbox = Files.createDirectories(mailbox(to));
        int number = numbers(to).reduce((first, second) -> second).orElse(0) + 1;
        Files.write(mailbox.resolve(name(number) + OCTETS), octets);
        Properties facts = new Properties();
        facts.setProperty("received", received.toString());
        facts.setProperty("envelopeFrom", envelopeFrom);
        tls.ifPresent(value -> facts.setProperty("tls", value));
        Path draft = mailbox.resolve(name(number) + ".new");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            facts.store(writer, null);
        }
        Files.move(draft, mailbox.resolve(name(number) + FACTS));
    }

    /** All messages of a mailbox, oldest first. */
    List<Arrival> of(Correspondent owner) {
        return numbers(owner).flatMap(number -> find(owner, number).stream()).toList();
    }

    int count(Correspondent owner) {
        return (int) numbers(owner).count();
    }

    Optional<Arrival> find(Correspondent owner, int number) {
        Path file = mailbox(owner).resolve(name(number) + FACTS);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties facts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            facts.load(reader);
            return Optional.of(new Arrival(number, Instant.parse(facts.getProperty("received")),
                    Optional.ofNullable(facts.getProperty("tls")), facts.getProperty("envelopeFrom"),
                    Files.readAllBytes(mailbox(owner).resolve(name(number) + OCTETS))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes every message of everybody. */
    synchronized void empty() {
        for (Correspondent owner : Correspondent.values()) {
            numbers(owner).forEach(number -> {
                try {
                    Files.deleteIfExists(mailbox(owner).resolve(name(number) + FACTS));
                    Files.deleteIfExists(mailbox(owner).resolve(name(number) + OCTETS));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private Stream<Integer> numbers(Correspondent owner) {
        Path mailbox = mailbox(owner);
        if (!Files.isDirectory(mailbox)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(mailbox)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(FACTS))
                    .map(name -> Integer.valueOf(name.substring(0, name.length() - FACTS.length())))
                    .sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path mailbox(Correspondent owner) {
        return folder.resolve(owner.address());
    }

    private static String name(int number) {
        return String.format("%06d", number);
    }
}
