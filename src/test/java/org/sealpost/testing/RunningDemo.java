package org.sealpost.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The built distribution, running as {@code ./sealpost demo} does it, on ports and in a folder of its own. Most tests
 * take {@link #shared()}, which is started once and stopped when the tests' process ends.
 */
public final class RunningDemo implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static RunningDemo shared;

    private final Process process;
    private final int offset;
    private final Path data;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private RunningDemo(Process process, int offset, Path data) {
        this.process = process;
        this.offset = offset;
        this.data = data;
    }

    /** A message in a mailbox of the demo. @param tls empty if it came in clear */
    public record Mail(Instant received, Optional<String> tls, String envelopeFrom, String raw) { }

    /** The demo that all tests of this process share; waits until it is ready. */
    public static synchronized RunningDemo shared() {
        if (shared == null) {
            shared = start(freeOffset(), temporaryFolder());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                shared.close();
                delete(shared.data);
            }));
            shared.awaitReady();
        }
        return shared;
    }

    /** Begins a demo of one's own and doesn't wait. @param flags for its JVM, which win over the usual ones */
    public static RunningDemo start(int offset, Path data, String... flags) {
        List<String> line = command("demo", "--port-offset", Integer.toString(offset), "--data", data.toString());
        line.addAll(line.indexOf("-jar"), List.of(flags));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            RunningDemo demo = new RunningDemo(process, offset, data);
            Thread reader = new Thread(demo::read, "demo-output");
            reader.setDaemon(true);
            reader.start();
            return demo;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher's command line, as the script has it. */
    public static List<String> command(String... words) {
        Path jar = Path.of(System.getProperty("sealpost.dist", "target/dist"), "sealpost-launcher.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("build it first: mvn package -DskipTests");
        }
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx768m", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        line.addAll(List.of(words));
        return line;
    }

    /** An offset that leads to ports nobody has; it is ours until this process ends. */
    public static int freeOffset() {
        return freeOffsetFrom(1000 + (int) (ProcessHandle.current().pid() % 400) * 20);
    }

    /** The same for one more demo beside another. @param first the least that it may be */
    public static int freeOffsetFrom(int first) {
        return PortOffsets.take(first);
    }

    /** A new, empty folder; the test that asks deletes it. */
    public static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sealpost-demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RunningDemo awaitReady() {
        try {
            if (ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return this;
            }
            throw new IllegalStateException("the demo ended: " + output());
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the demo isn't ready: " + output(), e);
        }
    }

    public URI url() {
        return URI.create("http://localhost:" + (8080 + offset));
    }

    /** The loopback port of one of the names in {@code ports.json}. */
    public int port(String name) {
        try {
            return JsonParser.parseString(Files.readString(data.resolve("ports.json"))).getAsJsonObject().get(name).getAsInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path data() {
        return data;
    }

    public Process process() {
        return process;
    }

    /** All that it wrote to the console so far. */
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** What a mailbox of the fake internet received, oldest first. */
    public List<Mail> mailbox(String address) {
        return StreamSupport.stream(JsonParser.parseString(get("/demo/mailboxes/" + address)).getAsJsonArray().spliterator(), false)
                .map(element -> mail(element.getAsJsonObject())).toList();
    }

    /** The body of a page that answers 200. */
    public String get(String path) {
        try {
            HttpResponse<String> response = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build().send(
                    HttpRequest.newBuilder(url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Ctrl-C does it; waits for the end. */
    public int interrupt() {
        return signal("INT");
    }

    /** As if the machine took the process away. */
    public int kill() {
        return signal("KILL");
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            signal("TERM");
        }
    }

    public static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                String threads = threads();
                process.destroyForcibly();
                throw new IllegalStateException("the demo doesn't stop: " + output() + threads);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it hangs in. */
    private String threads() throws IOException, InterruptedException {
        Process jstack = new ProcessBuilder("jstack", Long.toString(process.pid())).redirectErrorStream(true).start();
        String all = new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jstack.waitFor();
        return all;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                if (line.equals("READY " + url())) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            // it ended
        }
        ready.complete(false);
    }

    private static Mail mail(JsonObject json) {
        return new Mail(Instant.parse(json.get("received").getAsString()),
                json.get("tls").isJsonNull() ? Optional.empty() : Optional.of(json.get("tls").getAsString()),
                json.get("envelopeFrom").getAsString(), json.get("raw").getAsString());
    }
}
