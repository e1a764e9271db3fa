package org.sealpost.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be broken on the demo page. Each one is a file in the demo's folder: the page makes it, the servers look for it. */
enum Mishap {
    CERTIFICATE_EXPIRES("Let verified.test’s certificate expire"),
    ENCRYPTION_VANISHES("Take verified.test’s encryption away"),
    DNS_FAILS("Make the name servers fail"),
    EAVESDROPPER("Put an eavesdropper before sts.test"),
    SLOW_HURRIES("Let slow.test answer at once");

    private final String words;

    Mishap(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean isOn(Path folder) {
        return Files.exists(file(folder));
    }

    void set(Path folder, boolean on) {
        try {
            if (on) {
                Files.createDirectories(file(folder).getParent());
                Files.writeString(file(folder), "");
            } else {
                Files.deleteIfExists(file(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Path folder) {
        return folder.resolve("broken").resolve(name());
    }
}
