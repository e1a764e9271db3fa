package org.sealpost.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.assurance.Escalation;
import org.sealpost.assurance.Marking;
import org.sealpost.assurance.TriggerTexts;
import org.sealpost.mail.Address;
import org.sealpost.mime.HeaderGate;
import org.sealpost.policy.Triggers;

class ProgramHeaderTest {

    private static final Path FILES = Path.of("src/test/resources/org/sealpost/submission/program");
    private static final String FROM = "From: sam@clinic.test\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"plain", "folded-trigger", "encoded-trigger", "blind", "bare", "raw-utf8"})
    void headerIsPutRightAndTheBodyLeftAlone(String name) throws IOException {
        assertEquals(file(name + ".out.eml"), sent(header(), file(name + ".in.eml")));
    }

    @Test
    void strictestWishOfSubjectAndFieldCounts() throws IOException {
        ProgramHeader header = header();
        sent(header, FROM + "Subject: +Encrypt+ Result +clear+\r\nX-Sealpost-Protection: ESCROW\r\n\r\n");
        assertEquals(Escalation.ESCROW, header.found().escalation());
        assertEquals(Marking.ORDINARY, header.found().marking());
        assertEquals("Result", header.found().subject());
    }

    @Test
    void whoIsntNamedIsBlind() throws IOException {
        ProgramHeader header = header();
        sent(header, FROM + "To: Anna <anna@verified.test>\r\nCc: BOB@no-tls.test\r\nBcc: eve@sts.test\r\n\r\n");
        assertTrue(header.names(Address.of("anna@verified.test")));
        assertTrue(header.names(Address.of("bob@no-tls.test")));
        assertFalse(header.names(Address.of("eve@sts.test")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "From: eve@clinic.test\r\n",
        "From: sam@clinic.test\r\nSender: eve@clinic.test\r\n",
        "From: sam@clinic.test\r\nSender: nobody\r\n",
        "From: sam@clinic.test\r\nResent-From: eve@bank.example\r\n",
        "From: \"sam@clinic.test\" <eve@bank.example>\r\n",
        "From: =?utf-8?q?sam=40clinic.test?= <eve@bank.example>\r\n",
    })
    void foreignAuthorIsRefused(String header) {
        assertEquals("sender.foreign", refusal(header + "Subject: s\r\n\r\nbody\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Subject: s\r\n",
        "From:\r\n",
        "From: sam@clinic.test, eve@bank.example\r\n",
        "From: sam@clinic.test, eve\r\n",
        "From: undisclosed:;\r\n",
        "From: Team: sam@clinic.test, eve@bank.example;\r\n",
    })
    void authorWhoIsntOneIsRefused(String header) {
        assertEquals("program.from", refusal(header + "\r\nbody\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "From: sam@clinic.test\r\nFrom: eve@bank.example\r\n",
        "From: sam@clinic.test\r\nfrom : sam@clinic.test\r\n",
        "From: sam@clinic.test\r\nSubject: a\r\nSubject: +clear+ b\r\n",
        "From: sam@clinic.test\r\nno field\r\n",
        " From: sam@clinic.test\r\nFrom: sam@clinic.test\r\n",
        "From: sam@clinic.test\r\nSubject: a\r\n \r\n b\r\n",
        "From sam@clinic.test Fri Nov 27\r\nFrom: sam@clinic.test\r\n",
    })
    void headerThatTwoReadersReadDifferentlyIsRefused(String header) {
        assertEquals("program.header", refusal(header + "\r\nbody\r\n"));
    }

    @Test
    void aDelegatedAddressIsItsUsersOwn() throws IOException {
        ProgramHeader header = header();
        String sent = sent(header, "From: The office <OFFICE@clinic.test>\r\nSender: sam@clinic.test\r\nSubject: s\r\n\r\nbody\r\n");
        assertTrue(sent.contains("From: The office <OFFICE@clinic.test>"), sent);
        assertEquals("office@clinic.test", header.author().toString().toLowerCase());
        assertEquals("sender.foreign", refusal("From: office@clinic.test\r\nSender: ada@clinic.test\r\nSubject: s\r\n\r\nbody\r\n"));
    }

    @Test
    void headerWithoutEndIsRefused() {
        String header = FROM + "X-A: aaaaaaaaaaaaaaaaaaaa\r\n".repeat(12_000);
        assertThrows(HeaderGate.HeaderTooLong.class, () -> sent(header(), header));
    }

    @Test
    void charactersWhoseLowByteEndsALineEndNone() throws IOException {
        String sent = sent(header(), latin(FROM + "Subject: +escrow+ a\u760D\u760ABcc: eve@bank.example\r\n\r\nbody\r\n"));
        assertEquals(1, sent.lines().filter(line -> line.startsWith("Subject:")).count());
        assertFalse(sent.contains("\r\nBcc"), sent);
        String encoded = sent(header(), FROM + "Subject: +escrow+ =?utf-8?q?a=0D=0ABcc:_eve@bank.example?=\r\n\r\n");
        assertFalse(encoded.contains("\nBcc"), encoded);
    }

    @Test
    void triggerFarBehindIsFoundToo() throws IOException {
        ProgramHeader header = header();
        String sent = sent(header, FROM + "Subject: " + "word ".repeat(1_000).replaceAll("(.{70}) ", "$1\r\n ") + "+escrow+ end\r\n\r\n");
        assertEquals(Escalation.ESCROW, header.found().escalation());
        assertFalse(sent.contains("+escrow+"));
    }

    @Property(tries = 200)
    void neitherBlindRecipientsNorTriggersSurviveAndTheBodyDoes(@ForAll("subjects") String subject, @ForAll byte[] body) throws IOException {
        byte[] octets = join((FROM + "bCC: eve@bank.example\r\nX-SEALPOST-protection: clear\r\nSubject: " + subject + "\r\n\r\n").getBytes(UTF_8), body);
        ProgramHeader header = header();
        byte[] sent = octets(header, octets);
        String text = new String(sent, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n") + 4;
        String head = text.substring(0, end).toLowerCase();
        assertFalse(head.contains("bcc:") || head.contains("x-sealpost"), head);
        assertEquals(new String(body, ISO_8859_1), text.substring(end));
        for (String trigger : List.of("+encrypt+", "+escrow+", "+clear+")) {
            assertFalse(header.found().subject().toLowerCase().contains(trigger), header.found().subject());
            assertFalse(head.contains(trigger), head);
        }
    }

    @Provide
    Arbitrary<String> subjects() {
        return Arbitraries.of("+encrypt+", "+Escrow+", "+CLEAR+", "+cl", "ear+", "+", " ", "\r\n ", "word", "ü", "=?utf-8?q?+esc?=",
                "=?utf-8?q?row+?=", "=?utf-8?b?K2NsZWFyKw==?=", "bcc").list().ofMinSize(1).ofMaxSize(8)
                .map(parts -> "a " + String.join("", parts).replaceAll("(\r\n )+", "\r\n ") + " z")
                .map(text -> text.replaceAll("\r\n +\r\n", "\r\n"));
    }

    private static String refusal(String message) {
        return assertThrows(ProgramHeader.Unfit.class, () -> sent(header(), message)).reason().code();
    }

    private static ProgramHeader header() {
        SecureRandom sevens = new SecureRandom() {
            @Override
            public void nextBytes(byte[] octets) {
                java.util.Arrays.fill(octets, (byte) 7);
            }
        };
        return new ProgramHeader(Set.of(Address.of("sam@clinic.test"), Address.of("office@clinic.test")), new Triggers(TriggerTexts.STANDARD), ids -> Optional.empty(),
                "mail.clinic.test", InstantSource.fixed(Instant.parse("2026-11-27T08:05:09Z")), sevens);
    }

    private static String sent(ProgramHeader header, String message) throws IOException {
        return new String(octets(header, message.getBytes(ISO_8859_1)), ISO_8859_1);
    }

    private static byte[] octets(ProgramHeader header, byte[] message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HeaderGate gate = new HeaderGate(header, out);
        for (int i = 0; i < message.length; i += 7) {
            gate.write(message, i, Math.min(7, message.length - i));
        }
        gate.finish();
        return out.toByteArray();
    }

    private static String latin(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static String file(String name) throws IOException {
        return Files.readString(FILES.resolve(name), ISO_8859_1).replace("\n", "\r\n");
    }
}
