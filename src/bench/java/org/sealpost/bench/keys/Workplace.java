package org.sealpost.bench.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of their own for programs that are run there. */
final class Workplace {

    private final Path folder;

    Workplace(String name) throws IOException {
        folder = Files.createTempDirectory(name);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Each reads what the one before it writes. All have to end well. */
    void run(Path input, Path output, String[]... commands) throws IOException {
        List<ProcessBuilder> builders = Arrays.stream(commands)
                .map(command -> new ProcessBuilder(command).directory(folder.toFile()).redirectError(file("said").toFile())).toList();
        builders.get(0).redirectInput(input.toFile());
        builders.get(builders.size() - 1).redirectOutput(output.toFile());
        for (Process process : ProcessBuilder.startPipeline(builders)) {
            if (ended(process) != 0) {
                throw new IOException(String.join(" ", commands[0]) + ": " + Files.readString(file("said"), StandardCharsets.ISO_8859_1));
            }
        }
    }

    void run(String... command) throws IOException {
        Path nothing = Path.of("/dev/null");
        run(nothing, nothing, command);
    }

    String said() throws IOException {
        return Files.readString(file("said"), StandardCharsets.ISO_8859_1);
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }

    private static int ended(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
