package org.sealpost.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;

class ClinicDirectoryTest {

    private static final String FOUND = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nkey";

    @Test
    void theProductIsAskedByTheDirectorysOwnName() throws Exception {
        try (ServerSocket product = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> asked = CompletableFuture.supplyAsync(() -> answer(product));
            var found = new ClinicDirectory(URI.create("http://localhost:" + product.getLocalPort())).apply(Address.of("sam@clinic.test"));
            assertArrayEquals("key".getBytes(StandardCharsets.US_ASCII), found.orElseThrow().octets());
            assertEquals(List.of("GET /.well-known/openpgpkey/clinic.test/hu/6fi64ioaua1j93gkt5eow8skha8e34sy?l=sam HTTP/1.0", "Host: openpgpkey.clinic.test"),
                    asked.get());
        }
    }

    @Test
    void whatIsNotThereIsNoKey() {
        assertEquals(Optional.empty(), ClinicDirectory.certificate("HTTP/1.1 404 Not Found\r\n\r\nnothing".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(Optional.empty(), ClinicDirectory.certificate(new byte[0]));
        assertEquals(Optional.empty(), new ClinicDirectory(URI.create("http://localhost:1")).apply(Address.of("sam@clinic.test")));
        assertEquals(Optional.empty(), new ClinicDirectory(URI.create("http://localhost:1")).apply(Address.of("anna@verified.test")));
    }

    private static List<String> answer(ServerSocket product) {
        try (Socket socket = product.accept()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            List<String> asked = List.of(lines.readLine(), lines.readLine());
            lines.readLine();
            socket.getOutputStream().write(FOUND.getBytes(StandardCharsets.US_ASCII));
            return asked;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
