package org.sealpost.app.launcher;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which name listens where. All names are shifted by one offset, so that two demos can run side by side.
 *
 * @param numbers ports by name, in the order in which they are shown
 */
record Ports(Map<String, Integer> numbers) {

    static final String WEB = "web";
    static final String DATABASE = "database";
    static final String DNS = "dns";
    static final String SMTP = "smtp";
    static final String SUBMISSION = "submission";
    static final String SUBMISSIONS = "submissions";
    /** The names whose ports are settings: {@code sealpost.NAME.port}. */
    static final List<String> MAIL = List.of(SMTP, SUBMISSION, SUBMISSIONS);

    static final int DEMO_WEB = 8080;

    private static final int DATABASE_PORT = 15432;
    private static final int DNS_PORT = 15353;
    private static final int FIRST_MX_PORT = 12525;
    private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\": *(\\d+)");

    /** The ports of the demo: the application's own and those of the fake internet's hosts. */
    static Ports ofDemo(int offset, Iterable<String> mailHosts) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put(WEB, DEMO_WEB + offset);
        numbers.put(SMTP, 1025 + offset);
        numbers.put(SUBMISSION, 1587 + offset);
        numbers.put(SUBMISSIONS, 1465 + offset);
        numbers.put(DATABASE, DATABASE_PORT + offset);
        numbers.put(DNS, DNS_PORT + offset);
        int next = FIRST_MX_PORT + offset;
        for (String host : mailHosts) {
            numbers.put(host, next++);
        }
        return new Ports(numbers);
    }

    /** The ports of a real installation. @param web as it is, already shifted @param mail as they are */
    static Ports ofStart(int offset, int web, boolean embeddedDatabase, Map<String, Integer> mail) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put(WEB, web);
        numbers.putAll(mail);
        if (embeddedDatabase) {
            numbers.put(DATABASE, DATABASE_PORT + offset);
        }
        return new Ports(numbers);
    }

    /** What a running launcher published in its data folder. @throws CannotStart if it hasn't yet, or no more */
    static Ports published(Path root) throws IOException {
        Path file = root.resolve("ports.json");
        if (!Files.exists(file)) {
            throw new CannotStart("Sealpost is just starting or stopping on " + root + ": try again in a moment.");
        }
        return published(Files.readString(file));
    }

    static Ports published(String json) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        ENTRY.matcher(json).results().forEach(entry -> numbers.put(entry.group(1), Integer.valueOf(entry.group(2))));
        return new Ports(numbers);
    }

    int of(String name) {
        return numbers.get(name);
    }

    /** @throws CannotStart naming the first port that somebody else holds, over TCP or UDP */
    void refuseTaken(Function<String, InetAddress> address) {
        numbers.forEach((name, port) -> {
            InetSocketAddress place = new InetSocketAddress(address.apply(name), port);
            try (ServerSocket tcp = new ServerSocket()) {
                tcp.setReuseAddress(true);
                tcp.bind(place);
                if (name.equals(DNS)) {
                    new DatagramSocket(place).close();
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new CannotStart("Port " + port + " (" + name + ") is already in use by another program:"
                        + " stop it, or shift all ports with --port-offset 100.", e);
            }
        });
    }

    /** The contents of {@code ports.json}. */
    String json() {
        return numbers.entrySet().stream()
                .map(e -> "  \"" + e.getKey() + "\": " + e.getValue())
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }
}
