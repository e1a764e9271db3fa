package org.sealpost.escrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;
import org.sealpost.mime.Letter;

class NoticeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final URI LINK = URI.create("https://post.clinic.test/p/7zzzzzzzzzzzzzzzzzzzzzzzzz");
    private static final URI PAGE = URI.create("https://post.clinic.test/p");
    private static final Letterhead CLINIC = new Letterhead("Clinic", "+49 30 5550 100");

    static Stream<Arguments> goldens() {
        return Stream.of(
                Arguments.of("01-notice-question-road", notice(IdentityCheck.QUESTION, "bob@no-tls.test", "road.clear")),
                Arguments.of("02-notice-code-chosen", notice(IdentityCheck.CODE, "carol@bad-cert.test", "escalation.escrow")),
                Arguments.of("03-notice-passphrase-german", notice(IdentityCheck.PASSPHRASE, "info@muehle.de", "road.clear")),
                Arguments.of("04-notice-guest", new Notice(Samples.pickup(IdentityCheck.CODE, "carol@bad-cert.test",
                        Address.of("bob@no-tls.test"), "Bob <b>", NOW), new Letterhead("Clinic & Sons", ""), null, LINK, PAGE)));
    }

    private static Notice notice(IdentityCheck check, String recipient, String why) {
        return new Notice(Samples.pickup(check, recipient, Samples.SAM, "Sam Berger", NOW), CLINIC, Reason.of(why), LINK, PAGE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void isWrittenAsAgreed(String name, Notice notice) throws IOException {
        Letter letter = notice.letter();
        String written = "From: " + letter.from().name() + " <" + letter.from().address() + ">\n"
                + "Reply-To: " + letter.replyTo().orElseThrow().name() + " <" + letter.replyTo().get().address() + ">\n"
                + "To: " + letter.to().get(0).address() + "\n"
                + "Subject: " + letter.subject() + "\n"
                + letter.fields().entrySet().stream().map(f -> f.getKey() + ": " + f.getValue() + "\n").reduce("", String::concat)
                + "\n" + letter.text() + "\n";
        assertEquals(golden(name + ".txt"), written);
        assertEquals(golden(name + ".html"), letter.html().orElseThrow());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void holdsNoPictureScriptRemoteStyleOrSecondLink(String name, Notice notice) {
        String html = notice.letter().html().orElseThrow();
        assertFalse(Pattern.compile("<(img|script|link|iframe|object|form|style)|url\\(|@import", Pattern.CASE_INSENSITIVE)
                .matcher(html).find());
        List<String> links = Pattern.compile("https?://[^\"<\\s]+").matcher(html + notice.letter().text()).results()
                .map(found -> found.group()).distinct().toList();
        assertEquals(List.of(LINK.toString()), links);
    }

    @Test
    void whatPeopleAreCalledCannotBecomeMarkup() {
        String html = new Notice(Samples.pickup(IdentityCheck.CODE, "carol@bad-cert.test", Samples.SAM, "<script>x</script>\"", NOW),
                new Letterhead("<img src=x>", "<b>"), null, LINK, PAGE).letter().html().orElseThrow();
        assertFalse(html.contains("<script>"));
        assertFalse(html.contains("<img"));
        assertFalse(html.contains("<b>"));
        assertTrue(html.contains("&lt;script&gt;x&lt;/script&gt;&quot; sent you"));
    }

    @Test
    void aNameCannotBeAPattern() {
        String text = new Notice(Samples.pickup(IdentityCheck.CODE, "carol@bad-cert.test", Samples.SAM, "{0} {url} $1", NOW),
                CLINIC, null, LINK, PAGE).letter().html().orElseThrow();
        assertTrue(text.contains("{0} {url} $1 of Clinic sent you"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = NoticeTest.class.getResourceAsStream("/goldens/" + name)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
