package org.sealpost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealpost.dane.TlsaOctets;
import org.sealpost.dns.DnsReplies;
import org.sealpost.mtasts.MalformedPolicy;
import org.sealpost.mtasts.PolicyText;
import org.sealpost.mtasts.StsRecord;
import org.sealpost.openpgp.OpenPgpOctets;
import org.sealpost.smtp.SmtpReplies;
import org.sealpost.tlsrpt.MalformedReport;
import org.sealpost.tlsrpt.ReportReader;
import org.sealpost.tlsrpt.ReportingPolicy;

/**
 * Inputs that once were, or well could be, too much for a parser: {@code src/test/resources/corpus/<parser>/NN-good-…} is
 * read, {@code NN-bad-…} is refused, each at once. What a fuzz run finds is added here.
 */
class CorpusTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");

    /** Whether it was read; anything but the parser's own refusal is a bug. */
    @FunctionalInterface
    private interface Parser {
        boolean reads(byte[] octets) throws Exception;
    }

    private static final Map<String, Parser> PARSERS = new TreeMap<>(Map.of(
            "dns-reply", DnsReplies::areAnswers,
            "smtp-reply", SmtpReplies::areRead,
            "tlsa", TlsaOctets::areUsable,
            "sts-record", octets -> StsRecord.parse(text(octets)).isPresent(),
            "sts-policy", octets -> {
                try {
                    return PolicyText.parse(octets).maxAge().toDays() <= 366;
                } catch (MalformedPolicy e) {
                    return false;
                }
            },
            "tlsrpt-record", octets -> ReportingPolicy.parse(text(octets)).isPresent(),
            "tlsrpt-report", octets -> {
                try {
                    return ReportReader.read(octets).failed() >= 0;
                } catch (MalformedReport e) {
                    return false;
                }
            }));

    static {
        PARSERS.put("openpgp-key", OpenPgpOctets::areKeys);
        PARSERS.put("openpgp-message", OpenPgpOctets::areOpened);
        PARSERS.put("openpgp-signature", OpenPgpOctets::areSignatures);
    }

    @Test
    void everyInputIsReadOrRefusedAsItsNameSays() throws IOException {
        assertEquals(List.copyOf(PARSERS.keySet()), files(CORPUS).map(folder -> folder.getFileName().toString()).toList());
        for (Map.Entry<String, Parser> parser : PARSERS.entrySet()) {
            List<Path> inputs = files(CORPUS.resolve(parser.getKey())).toList();
            assertTrue(inputs.size() > 5);
            for (Path input : inputs) {
                String name = input.getFileName().toString();
                byte[] octets = Files.readAllBytes(input);
                boolean read = assertTimeoutPreemptively(Duration.ofSeconds(3), () -> parser.getValue().reads(octets), input::toString);
                assertEquals(name.split("-")[1], read ? "good" : "bad", input::toString);
            }
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
