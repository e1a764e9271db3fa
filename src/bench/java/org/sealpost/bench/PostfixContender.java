package org.sealpost.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Debian's Postfix with a configuration, queue and log of its own. It delivers to certificates of the bench's authority only,
 * names checked; where the mail servers are stands in a table, so it asks no DNS. Messages come in by SMTP over loopback,
 * without TLS and AUTH.
 */
final class PostfixContender implements Contender {

    private static final String MAIN = """
            compatibility_level = 3.6
            myhostname = relay.bench.test
            mydestination =
            alias_maps =
            local_recipient_maps =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            smtpd_relay_restrictions = permit_mynetworks, reject
            smtpd_peername_lookup = no
            message_size_limit = 52428800
            transport_maps = texthash:%1$s/etc/transport
            smtp_tls_security_level = secure
            smtp_tls_CAfile = %2$s
            smtp_tls_secure_cert_match = mx0.bench.test
            smtp_tls_session_cache_database = btree:${data_directory}/smtp_scache
            smtp_tls_connection_reuse = %3$s
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            maillog_file = %1$s/log
            maillog_file_prefixes = %1$s
            """;
    private static final String MASTER = """
            127.0.0.1:%1$d inet n - n - - smtpd
            127.0.0.1:%2$d inet n - n - - smtpd -o smtpd_client_restrictions=static:HOLD
            postlog    unix-dgram n - n - 1 postlogd
            pickup     unix n - n 60 1 pickup
            cleanup    unix n - n - 0 cleanup
            qmgr       unix n - n 300 1 qmgr
            tlsmgr     unix - - n 1000? 1 tlsmgr
            tlsproxy   unix - - n - 0 tlsproxy
            rewrite    unix - - n - - trivial-rewrite
            bounce     unix - - n - 0 bounce
            defer      unix - - n - 0 bounce
            trace      unix - - n - 0 bounce
            verify     unix - - n - 1 verify
            flush      unix n - n 1000? 0 flush
            proxymap   unix - - n - - proxymap
            smtp       unix - - n - - smtp
            error      unix - - n - - error
            retry      unix - - n - - error
            anvil      unix - - n - 1 anvil
            scache     unix - - n - 1 scache
            """;

    private final String name;
    private final Path folder;
    private final int port = Programs.freePort();
    private final int holdingPort = Programs.freePort();

    /** @param reuse whether connections are kept for the next message, TLS and all */
    PostfixContender(String name, Path folder, boolean reuse, Path anchor, int sinkPort, int domains) throws IOException {
        this.name = name;
        this.folder = Files.createDirectories(folder);
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.writeString(etc.resolve("main.cf"), MAIN.formatted(folder, anchor, reuse ? "yes" : "no"));
        Files.writeString(etc.resolve("master.cf"), MASTER.formatted(port, holdingPort));
        Files.writeString(etc.resolve("transport"), IntStream.rangeClosed(0, domains)
                .mapToObj(i -> Workload.domain(i) + " smtp:[" + Sink.address(i) + "]:" + sinkPort + "\n").collect(Collectors.joining()));
        Files.createDirectories(folder.resolve("queue"));
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.setOwner(data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Programs.run(folder, List.of("postfix", "-c", etc.toString(), "start"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Session session() throws IOException {
        return new Smtp();
    }

    @Override
    public List<Long> processes() {
        try {
            return List.of(Long.parseLong(Files.readString(folder.resolve("queue/pid/master.pid")).strip()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void clear() {
        program("postsuper", "-c", folder.resolve("etc").toString(), "-d", "ALL", "hold");
    }

    @Override
    public void close() {
        program("postfix", "-c", folder.resolve("etc").toString(), "stop");
    }

    private void program(String... words) {
        try {
            Programs.run(folder, List.of(words));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Hands in by SMTP: the envelope at once, then the message. */
    private final class Smtp implements Session {

        private Socket socket;
        private BufferedReader in;
        private OutputStream out;
        private boolean holds;

        @Override
        public void handIn(String recipient, byte[] message, boolean held) throws IOException {
            if (socket == null || holds != held) {
                connect(held);
            }
            write("MAIL FROM:<sam@clinic.test>\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n");
            expect("250");
            expect("250");
            expect("354");
            out.write(message);
            write(".\r\n");
            expect("250");
        }

        private void connect(boolean held) throws IOException {
            close();
            holds = held;
            socket = new Socket(InetAddress.getLoopbackAddress(), held ? holdingPort : port);
            socket.setTcpNoDelay(true);
            in = new BufferedReader(new InputStreamReader(new BufferedInputStream(socket.getInputStream()), StandardCharsets.US_ASCII));
            out = socket.getOutputStream();
            expect("220");
            write("EHLO bench.test\r\n");
            expect("250");
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }

        private void expect(String code) throws IOException {
            String line = in.readLine();
            while (line != null && line.startsWith(code + "-")) {
                line = in.readLine();
            }
            if (line == null || !line.startsWith(code)) {
                throw new IOException(name + " said " + line + " instead of " + code);
            }
        }

        @Override
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
            }
        }
    }
}
