package org.sealpost.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.SocketFactory;

/**
 * Debian's Postfix with a configuration, queue and log of its own. It delivers to certificates of the bench's authority only,
 * names checked; where the mail servers are stands in a table, so it asks no DNS. Messages come in inside TLS as
 * at Sealpost, but without AUTH, for which Postfix needs another server; what it is to keep comes in clear.
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
            smtpd_tls_chain_files = %4$s
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
            127.0.0.1:%1$d inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_tls_security_level=encrypt
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
    private final SocketFactory client;
    private final int port = Programs.freePort();
    private final int holdingPort = Programs.freePort();

    /** @param reuse whether connections are kept for the next message, TLS and all */
    PostfixContender(String name, Path folder, boolean reuse, Authority authority, int sinkPort, int domains) throws IOException {
        this.name = name;
        this.client = authority.clientContext().getSocketFactory();
        this.folder = Files.createDirectories(folder);
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Files.writeString(etc.resolve("main.cf"), MAIN.formatted(folder, authority.anchor(), reuse ? "yes" : "no", authority.credentials()));
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
    public Session session(boolean held) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        return new Smtp(held ? new Socket(here, holdingPort) : client.createSocket(here, port));
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
}
