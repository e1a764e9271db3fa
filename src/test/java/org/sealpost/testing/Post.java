package org.sealpost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** In the container: what the correspondents of the suite's internet received. */
public final class Post {

    private Post() {
    }

    /**
     * @param tls empty if it came in clear
     * @param envelopeFrom empty for the null reverse-path
     */
    public record Mail(String raw, String tls, String envelopeFrom) { }

    /** All mail of a mailbox, oldest first. */
    public static List<Mail> of(String address) {
        Path mailbox = Path.of(System.getProperty("sealpost.demo.folder"), "mailboxes", address);
        if (!Files.isDirectory(mailbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(mailbox)) {
            return files.filter(file -> file.toString().endsWith(".arrival")).sorted().map(Post::mail).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mail mail(Path facts) {
        try {
            var properties = new java.util.Properties();
            try (var reader = Files.newBufferedReader(facts)) {
                properties.load(reader);
            }
            Path octets = Path.of(facts.toString().replace(".arrival", ".eml"));
            return new Mail(Files.readString(octets, StandardCharsets.ISO_8859_1), properties.getProperty("tls", ""), properties.getProperty("envelopeFrom", "?"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
