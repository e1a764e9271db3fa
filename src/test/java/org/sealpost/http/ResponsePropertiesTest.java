package org.sealpost.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every response, well meant or not. */
class ResponsePropertiesTest {

    private static final FetchLimits LIMITS = new FetchLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, 300, 20);

    @Property(tries = 2_000)
    void whateverComesIsReadOrRefused(@ForAll("responses") String octets) throws IOException {
        try {
            assertTrue(read(octets).body().length <= LIMITS.body());
        } catch (UnreadableResponse e) {
            assertTrue(e.getMessage().startsWith("http."));
        }
    }

    @Provide
    Arbitrary<String> responses() {
        return Arbitraries.of("HTTP/1.1 ", "HTTP/1.0 ", "200", "301", "100", " ", "OK", "\r\n", "\r\n\r\n", "\n", "Content-Length: ", "7", "21",
                "Transfer-Encoding: chunked", "Content-Type: text/plain", "version", "0", "1", "ffffffffff", ":", "\0", "\u00ff", ";")
                .list().ofMaxSize(24).map(parts -> "HTTP/1.1 200 OK\r\n".repeat(parts.size() % 2) + String.join("", parts));
    }

    private static Fetch.Document read(String octets) throws IOException {
        return new ResponseReader(new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1)), LIMITS, () -> false).read();
    }
}
