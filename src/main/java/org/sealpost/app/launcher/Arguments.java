package org.sealpost.app.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param data       the folder of everything that is kept; empty: the mode's default
 * @param config     the file with {@code sealpost.*} settings; never in the demo
 * @param portOffset added to every port
 */
record Arguments(Mode mode, Optional<Path> data, Optional<Path> config, int portOffset) {

    static final String USAGE = """
            usage: sealpost demo         [--port-offset N] [--data DIR]
                   sealpost start        [--port-offset N] [--data DIR] [--config FILE]
                   sealpost verify-audit [--data DIR] [--config FILE]""";

    private static final int MAX_OFFSET = 40_000;

    /** Demo: with the fake internet. Start: the real thing. Verify-audit: check the audit log's chains and end. */
    enum Mode { DEMO, START, VERIFY_AUDIT }

    /** @throws CannotStart if the words make no sense */
    static Arguments of(List<String> words) {
        Iterator<String> rest = words.iterator();
        Mode mode = mode(rest.hasNext() ? rest.next() : "");
        Optional<Path> data = Optional.empty();
        Optional<Path> config = Optional.empty();
        int offset = 0;
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--data" -> data = Optional.of(path(value(option, rest)));
                case "--port-offset" -> offset = offset(value(option, rest));
                case "--config" -> config = Optional.of(path(value(option, rest)));
                default -> throw new CannotStart("Unknown option " + option + ".\n" + USAGE);
            }
        }
        if (mode == Mode.DEMO && config.isPresent()) {
            throw new CannotStart("The demo has no settings: --config belongs to start.");
        }
        return new Arguments(mode, data, config, offset);
    }

    private static Mode mode(String word) {
        return switch (word) {
            case "demo" -> Mode.DEMO;
            case "start" -> Mode.START;
            case "verify-audit" -> Mode.VERIFY_AUDIT;
            default -> throw new CannotStart(USAGE);
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CannotStart(option + " needs a value.\n" + USAGE);
        }
        return rest.next();
    }

    private static Path path(String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CannotStart("\"" + value + "\" is no file name.", e);
        }
    }

    private static int offset(String value) {
        try {
            int offset = Integer.parseInt(value);
            if (offset >= 0 && offset <= MAX_OFFSET) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new CannotStart("--port-offset must be a number from 0 to " + MAX_OFFSET + ", not \"" + value + "\".");
    }
}
