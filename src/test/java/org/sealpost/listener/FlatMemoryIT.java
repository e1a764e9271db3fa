package org.sealpost.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.sealpost.testing.RunningDemo;

/** Forty large messages at once (or more, see docs/tests.md), from mail programs and from other servers, fit through a heap that holds ten. */
class FlatMemoryIT {

    private static final int EACH_WAY = Integer.parseInt(System.getenv().getOrDefault("SEALPOST_TEST_CONNECTIONS", "40")) / 2;
    private static final int OCTETS = 25 * 1024 * 1024;
    private static final String LINE = "This line stands for a page of somebody's findings, and has 76 characters.\r\n";
    private static final int MOST_RESIDENT_MIB = 640;
    /** Ciphers are slow without it. */
    private static final String FULL_COMPILER = "-XX:TieredStopAtLevel=4";

    private final CountDownLatch all = new CountDownLatch(2 * EACH_WAY);

    @Test
    void fortyConnectionsSendTwentyFiveMegabytesEach() throws Exception {
        Path data = RunningDemo.temporaryFolder();
        ExecutorService clients = Executors.newFixedThreadPool(2 * EACH_WAY);
        try (RunningDemo demo = RunningDemo.start(RunningDemo.freeOffset(), data, "-Xmx256m", FULL_COMPILER).awaitReady()) {
            SSLContext trusting = trusting(data.resolve("demo-ca.pem"));
            List<Future<String>> answers = new ArrayList<>();
            for (int each = 0; each < EACH_WAY; each++) {
                answers.add(clients.submit(() -> programs(trusting, demo.port("submissions"))));
                answers.add(clients.submit(() -> servers(demo.port("smtp"))));
            }
            List<String> got = new ArrayList<>();
            for (Future<String> answer : answers) {
                got.add(answer.get(15, TimeUnit.MINUTES).substring(0, 3));
            }
            assertEquals(Collections.nCopies(2 * EACH_WAY, "250"), got);
            long resident = residentMib(demo.process().pid());
            assertTrue(resident < MOST_RESIDENT_MIB, resident + " MiB");
        } finally {
            clients.shutdownNow();
            RunningDemo.delete(data);
        }
    }

    private String programs(SSLContext trusting, int port) throws Exception {
        try (Socket socket = trusting.getSocketFactory().createSocket("localhost", port)) {
            String login = Base64.getEncoder().encodeToString("\0sam@clinic.test\0sealpost-demo".getBytes(StandardCharsets.US_ASCII));
            return sent(socket, List.of("EHLO localhost", "AUTH PLAIN " + login, "MAIL FROM:<sam@clinic.test>", "RCPT TO:<ada@clinic.test>"),
                    "From: sam@clinic.test");
        }
    }

    private String servers(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return sent(socket, List.of("EHLO localhost", "MAIL FROM:<anna@verified.test>", "RCPT TO:<sam@clinic.test>"), "From: anna@verified.test");
        }
    }

    /** All begin with their messages when all stand ready. */
    private String sent(Socket socket, List<String> commands, String author) throws Exception {
        BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
        reply(replies);
        for (String command : commands) {
            say(out, command + "\r\n");
            String reply = reply(replies);
            if (!reply.startsWith("2")) {
                return reply;
            }
        }
        all.countDown();
        all.await(2, TimeUnit.MINUTES);
        say(out, "DATA\r\n");
        String reply = reply(replies);
        if (!reply.startsWith("354")) {
            return reply;
        }
        say(out, author + "\r\nSubject: large\r\n\r\n");
        byte[] line = LINE.getBytes(StandardCharsets.US_ASCII);
        for (int written = 0; written < OCTETS; written += line.length) {
            out.write(line);
        }
        say(out, ".\r\n");
        return reply(replies);
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String reply(BufferedReader replies) throws IOException {
        String line = replies.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = replies.readLine();
        }
        return line == null ? "cut" : line;
    }

    /** The most that it ever had in memory. */
    private static long residentMib(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream().filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", "")).mapToLong(Long::parseLong).findFirst().orElseThrow() / 1024;
    }

    private static SSLContext trusting(Path pem) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(pem)) {
            store.setCertificateEntry("demo", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
