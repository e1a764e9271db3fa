package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program run to its end, with its output kept for whoever has to explain a failure. */
record Command(int exit, String output) {

    /** Runs the words in a folder, with {@code input} on standard input. A program that isn't there exits with 127. */
    static Command run(Path folder, String input, Stream<String> words) {
        List<String> line = words.toList();
        try {
            Process process = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
            try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                stdin.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Command(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(line.get(0) + " was interrupted", e));
        }
    }

    static Command run(String... words) {
        return run(Path.of("/"), "", Stream.of(words));
    }

    boolean succeeded() {
        return exit == 0;
    }

    /** The last line: where programs put the reason. */
    String lastWords() {
        return output.substring(output.lastIndexOf('\n') + 1);
    }
}
