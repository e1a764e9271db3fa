package org.sealpost.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Postfix with a configuration, queue and log of its own in a temporary folder, listening on loopback ports of
 * its own; the system's Postfix isn't touched. It delivers all mail for postfix.test into one Maildir. Needs root, as
 * Postfix does.
 */
public final class Postfix implements Closeable {

    private static final String MAIN = """
            compatibility_level = 3.6
            myhostname = mx.postfix.test
            mydestination =
            alias_maps =
            local_recipient_maps =
            virtual_mailbox_domains = postfix.test
            virtual_mailbox_base = %1$s/mail
            virtual_mailbox_maps = static:inbox/
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            virtual_minimum_uid = 100
            message_size_limit = 52428800
            virtual_mailbox_limit = 0
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            smtpd_recipient_restrictions = reject_unauth_destination
            smtpd_tls_received_header = yes
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            maillog_file = %1$s/log
            maillog_file_prefixes = %1$s
            """;
    private static final String MASTER = """
            postlog    unix-dgram n - n - 1 postlogd
            pickup     unix n - n 60 1 pickup
            cleanup    unix n - n - 0 cleanup
            qmgr       unix n - n 300 1 qmgr
            tlsmgr     unix - - n 1000? 1 tlsmgr
            rewrite    unix - - n - - trivial-rewrite
            bounce     unix - - n - 0 bounce
            defer      unix - - n - 0 bounce
            trace      unix - - n - 0 bounce
            verify     unix - - n - 1 verify
            flush      unix n - n 1000? 0 flush
            proxymap   unix - - n - - proxymap
            proxywrite unix - - n - 1 proxymap
            error      unix - - n - - error
            retry      unix - - n - - error
            discard    unix - - n - - discard
            virtual    unix - n n - - virtual
            smtp       unix - - n - - smtp
            relay      unix - - n - - smtp
            anvil      unix - - n - 1 anvil
            scache     unix - - n - 1 scache
            """;

    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final StringBuilder listeners = new StringBuilder();
    private final StringBuilder settings = new StringBuilder();

    /** Not yet running. */
    public Postfix() {
        try {
            folder = Files.createTempDirectory("sealpost-postfix");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more port, where STARTTLS shows this identity. */
    public Postfix listening(String name, Identity identity) {
        try {
            Path pem = identity.writePem(folder.resolve(name + ".pem"));
            Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-------"));
            return listening(name, List.of("smtpd_tls_security_level=may", "smtpd_tls_chain_files=" + pem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More lines of main.cf. */
    public Postfix with(String... lines) {
        for (String line : lines) {
            settings.append(line).append('\n');
        }
        return this;
    }

    /** One more port, without STARTTLS. */
    public Postfix listeningInClear(String name) {
        return listening(name, List.of("smtpd_tls_security_level=none"));
    }

    private Postfix listening(String name, List<String> settings) {
        int port = freePort();
        ports.put(name, port);
        listeners.append("127.0.0.1:").append(port).append(" inet n - n - - smtpd");
        for (String setting : settings) {
            listeners.append(" -o ").append(setting);
        }
        listeners.append(" -o syslog_name=").append(name).append('\n');
        return this;
    }

    public Postfix start() {
        try {
            Path etc = Files.createDirectory(folder.resolve("etc"));
            Files.writeString(etc.resolve("main.cf"), MAIN.formatted(folder) + settings);
            Files.writeString(etc.resolve("master.cf"), listeners + MASTER);
            Files.createDirectory(folder.resolve("queue"));
            own("postfix", Files.createDirectory(folder.resolve("data")));
            own("nobody", Files.createDirectory(folder.resolve("mail")));
            run("postfix", "-c", etc.toString(), "start");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port(String name) {
        return ports.get(name);
    }

    /** What was delivered so far, in no order, as ISO 8859-1. */
    public List<String> mailbox() {
        Path arrived = folder.resolve("mail/inbox/new");
        if (!Files.isDirectory(arrived)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(arrived)) {
            List<String> messages = new ArrayList<>();
            for (Path file : files.toList()) {
                messages.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log lines of one port, for example {@code disconnect from … ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1}. */
    public List<String> log(String name) {
        try {
            return Files.readAllLines(folder.resolve("log")).stream()
                    .filter(line -> line.contains(" " + name + "/")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("postfix", "-c", folder.resolve("etc").toString(), "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void own(String user, Path path) throws IOException {
        Files.setOwner(path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed; Postfix needs root and Debian's package postfix");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Postfix isn't installed: apt-get install postfix", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
