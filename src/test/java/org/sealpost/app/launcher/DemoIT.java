package org.sealpost.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealpost.testing.RunningDemo;

/** {@code ./sealpost demo} from outside: as a process with ports, files and signals. */
class DemoIT {

    private final Path data = RunningDemo.temporaryFolder();
    private final int offset = RunningDemo.freeOffset();

    @AfterEach
    void clear() {
        RunningDemo.delete(data);
    }

    @Test
    void itStartsShowsMailFindsEverythingAgainAndRefusesToLoseAKeyset() throws Exception {
        try (RunningDemo first = RunningDemo.start(offset, data).awaitReady()) {
            JsonObject ports = JsonParser.parseString(Files.readString(data.resolve("ports.json"))).getAsJsonObject();
            assertEquals(8080 + offset, ports.get("web").getAsInt());
            assertTrue(Files.readString(data.resolve("demo-ca.pem")).startsWith("-----BEGIN CERTIFICATE-----\n"));
            assertEquals("[]", first.get("/demo/mailboxes/nobody@nowhere.test"));
            assertEquals("[]", first.get("/demo/mailboxes/anna@verified.test"));

            send(ports.get("mx.no-tls.test").getAsInt(), "bob@no-tls.test", "Subject: one\r\n\r\nhi\r\n");
            send(ports.get("mx.no-tls.test").getAsInt(), "bob@no-tls.test", "Subject: two\r\n\r\nhi\r\n");
            List<RunningDemo.Mail> mails = first.mailbox("bob@no-tls.test");
            assertEquals(List.of("Subject: one\r\n\r\nhi\r\n", "Subject: two\r\n\r\nhi\r\n"),
                    mails.stream().map(RunningDemo.Mail::raw).toList());
            assertTrue(mails.get(0).tls().isEmpty());
            assertTrue(tool("", "TlsCheck", "--data", data.toString(), "slow.test").contains("slow.test"));
            assertTrue(tool("lib/postgresql.jar", "DnsCheck", "--zone", "--data", data.toString(), "clinic.test").contains(
                    "clinic.test. 3600 IN MX 10 mx.clinic.test.\nclinic.test. 3600 IN TXT \"v=spf1 mx -all\"\ndemor._domainkey.clinic.test. 3600 IN TXT \"v=DKIM1;"));

            assertTrue(secondStart().contains("Another Sealpost is running on the data folder " + data));
            assertEquals(0, first.interrupt(), first.output());
            assertNothingIsLeft(ports);
        }
        try (RunningDemo second = RunningDemo.start(offset, data).awaitReady()) {
            assertEquals(2, second.mailbox("bob@no-tls.test").size());

            second.kill();
        }
        try (RunningDemo third = RunningDemo.start(offset, data).awaitReady()) {
            assertEquals(2, third.mailbox("bob@no-tls.test").size());
            assertTrue(verifyAudit().contains("intact"));
        }
        RunningDemo.delete(data.resolve("keys"));
        assertRefused(data, "keyset");
        assertFalse(Files.exists(data.resolve("keys")), "a lost keyset is never replaced by a new one");
    }

    @Test
    void aTakenPortIsOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(8080 + offset, 1, InetAddress.getLoopbackAddress());
                RunningDemo demo = RunningDemo.start(offset, data)) {
            assertTrue(demo.process().waitFor(60, TimeUnit.SECONDS));
            assertEquals(1, demo.process().exitValue());
            assertTrue(demo.output().contains("Port " + other.getLocalPort() + " (web) is already in use"), demo.output());
            assertNoTrace(demo.output());
        }
    }

    @Test
    void aBrokenDataFolderIsOneSentence() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "not a folder");
        assertRefused(file, "can't be used");

        Path broken = Files.createDirectories(data.resolve("broken/postgresql/cluster"));
        Files.writeString(broken.resolve("something"), "else");
        assertRefused(data.resolve("broken"), "is no database any more");
    }

    @Test
    void whatIsPrivateIsClosedToOthersAndADatabaseThatDiesComesBack() throws Exception {
        try (RunningDemo demo = RunningDemo.start(offset, data).awaitReady()) {
            for (String folder : List.of("demo", "logs", "server", "keys", "postgresql/cluster")) {
                assertEquals("rwx------", permissions(folder), folder);
            }
            assertEquals("rw-------", permissions("postgresql/password"));
            assertOnlyLoopbackIsUsed(demo);
            assertTheDatabaseIsRevived(demo);
        }
    }

    /** Every socket of the launcher's process listens on, or is connected with, an address of this machine. */
    private static void assertOnlyLoopbackIsUsed(RunningDemo demo) throws Exception {
        Process ss = new ProcessBuilder("ss", "-Htunap").start();
        String mine = new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> line.contains("pid=" + demo.process().pid() + ","))
                .filter(line -> !line.split("\\s+")[4].matches("(\\[::ffff:)?127\\..*|\\[::1\\]:.*"))
                .reduce("", (all, line) -> all + line + "\n");
        assertEquals("", mine);
    }

    private void assertTheDatabaseIsRevived(RunningDemo demo) throws Exception {
        Path pidFile = data.resolve("postgresql/cluster/postmaster.pid");
        String pid = Files.readAllLines(pidFile).get(0);
        new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions()
                .until(() -> !Files.readAllLines(pidFile).get(0).equals(pid) && demo.get("/health/ready").contains("UP"));
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
    }

    private void assertRefused(Path folder, String words) throws Exception {
        try (RunningDemo demo = RunningDemo.start(offset, folder)) {
            assertTrue(demo.process().waitFor(180, TimeUnit.SECONDS));
            assertEquals(1, demo.process().exitValue());
            assertTrue(demo.output().contains(words), demo.output());
            assertNoTrace(demo.output());
        }
    }

    private static void assertNoTrace(String output) {
        assertFalse(output.contains("\tat ") || output.contains("Exception:"), output);
    }

    private String secondStart() throws Exception {
        try (RunningDemo demo = RunningDemo.start(offset + 10, data)) {
            assertTrue(demo.process().waitFor(60, TimeUnit.SECONDS));
            assertEquals(1, demo.process().exitValue());
            return demo.output();
        }
    }

    private String verifyAudit() throws Exception {
        return tool("lib/postgresql.jar", "Launcher", "verify-audit", "--data", data.toString());
    }

    /** As the script runs it: with what the launcher's jar holds, and nothing that only this test has. */
    private static String tool(String library, String main, String... words) throws Exception {
        List<String> line = new ArrayList<>(RunningDemo.command());
        String jar = line.get(line.size() - 1);
        line.subList(line.size() - 2, line.size()).clear();
        line.addAll(List.of("-cp", jar + ":" + Path.of(jar).resolveSibling(library), "org.sealpost.app.launcher." + main));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private void assertNothingIsLeft(JsonObject ports) {
        assertFalse(Files.exists(data.resolve("ports.json")));
        assertFalse(Files.exists(data.resolve("postgresql/cluster/postmaster.pid")));
        for (String name : ports.keySet()) {
            assertTrue(isFree(ports.get(name).getAsInt()), name + " is still taken");
        }
        assertTrue(ProcessHandle.allProcesses().noneMatch(process ->
                process.info().commandLine().orElse("").contains(data.toString())));
    }

    private static boolean isFree(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void send(int port, String to, String message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("EHLO test\r\nMAIL FROM:<sam@clinic.test>\r\nRCPT TO:<" + to + ">\r\nDATA\r\n"
                    + message + ".\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream replies = socket.getInputStream();
            assertTrue(new String(replies.readAllBytes(), StandardCharsets.US_ASCII).contains("250 2.0.0 Kept"));
        }
    }
}
