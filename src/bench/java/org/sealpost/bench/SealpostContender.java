package org.sealpost.bench;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.sealpost.app.launcher.BenchServer;
import org.sealpost.bench.door.FrontDoor;

/**
 * Sealpost as {@code start} runs it, in a process of its own, handed mail at its submission port inside TLS. What it is to keep,
 * without sending it, comes in by one more door in its copy of the application: mail programs can't wish that.
 */
final class SealpostContender implements Contender {

    private static final String NAME = "Sealpost";

    private final Process process;
    private final Path data;
    private final SocketFactory client;
    private final int submissions = Programs.freePort();
    private final int door = Programs.freePort();

    /** @param flags for the JVM, beyond those of {@code start} */
    SealpostContender(Path folder, Path dist, Map<String, String> settings, List<String> flags, Authority authority) throws IOException {
        Files.createDirectories(folder);
        client = authority.clientContext().getSocketFactory();
        data = folder.resolve("data");
        Path war = withDoor(dist.resolve("sealpost.war"), folder.resolve("bench.war"));
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx512m", "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40"));
        line.addAll(flags);
        Path launcher = dist.resolve("sealpost-launcher.jar");
        line.addAll(openings(launcher));
        settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
        line.addAll(List.of("-Dsealpost.submissions.port=" + submissions, "-Dsealpost.smtp.address=127.0.0.1",
                "-Dsealpost.smtp.certificate=" + authority.credentials()));
        line.add("-Dsealpost.bench.door=" + door);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchServer.class.getName(), data.toString(), war.toString(),
                Integer.toString(Programs.freePort()), Integer.toString(Programs.freePort())));
        process = new ProcessBuilder(line).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        awaitReady();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Session session(boolean held) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return held ? new Door(new Socket(here, door)) : new Smtp(client.createSocket(here, submissions)).signIn();
    }

    @Override
    public List<Long> processes() {
        try {
            return List.of(process.pid(), Long.parseLong(Files.readAllLines(data.resolve("postgresql/cluster/postmaster.pid")).get(0).strip()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What was held stays: it is released after an hour, and a queue isn't always empty. */
    @Override
    public void clear() {
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); !"READY".equals(line); line = out.readLine()) {
            if (line == null) {
                close();
                throw new IOException("Sealpost doesn't start: " + said);
            }
            said.append(line).append('\n');
        }
    }

    private static Path withDoor(Path war, Path copy) throws IOException {
        Files.copy(war, copy);
        try (FileSystem files = FileSystems.newFileSystem(copy)) {
            Path folder = Files.createDirectories(files.getPath("WEB-INF/classes", FrontDoor.class.getPackageName().split("\\.")));
            for (String name : List.of("FrontDoor", "FrontDoor$Part")) {
                try (InputStream octets = FrontDoor.class.getResourceAsStream(name + ".class")) {
                    Files.copy(octets, folder.resolve(name + ".class"));
                }
            }
        }
        return copy;
    }

    /** The server's own wishes stand in the launcher's manifest, which counts only for {@code -jar}. */
    private static List<String> openings(Path launcher) throws IOException {
        try (JarFile jar = new JarFile(launcher.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            return Stream.of("Add-Opens", "Add-Exports").flatMap(key -> Arrays.stream(manifest.getValue(key).split(" "))
                    .map(module -> "--" + key.toLowerCase(java.util.Locale.ROOT) + "=" + module + "=ALL-UNNAMED")).toList();
        }
    }

    /** Talks to the {@link FrontDoor}. */
    private static final class Door implements Session {

        private static final int HELD_SECONDS = 3600;

        private final Socket socket;
        private final InputStream in;
        private final DataOutputStream out;

        Door(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 32 * 1024));
        }

        @Override
        public void handIn(String recipient, byte[] message) throws IOException {
            out.writeUTF(recipient);
            out.writeInt(HELD_SECONDS);
            out.writeInt(message.length);
            out.write(message);
            out.flush();
            if (in.read() != 1) {
                throw new IOException(NAME + " doesn't take a message for " + recipient);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
