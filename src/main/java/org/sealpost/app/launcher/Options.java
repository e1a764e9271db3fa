package org.sealpost.app.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words behind a command that looks at something and ends: options with a file or folder each, and one other word. */
final class Options {

    private final List<String> rest;
    private final String usage;

    Options(List<String> words, String usage) {
        this.rest = new ArrayList<>(words);
        this.usage = usage;
    }

    /** @throws CannotStart if it has no value */
    Optional<Path> take(String name) {
        int at = rest.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == rest.size()) {
            throw new CannotStart(usage);
        }
        rest.remove(at);
        return Optional.of(path(rest.remove(at)));
    }

    /** Whether an option without a value is given. */
    boolean has(String name) {
        return rest.remove(name);
    }

    /** What is left when all options are taken. @throws CannotStart if that isn't one word */
    String only() {
        if (rest.size() != 1 || rest.get(0).startsWith("-")) {
            throw new CannotStart(usage);
        }
        return rest.get(0);
    }

    static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new CannotStart("\"" + word + "\" is no file name.", e);
        }
    }
}
