package org.sealpost.mtasts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.mtasts.StsPolicy.Mode.ENFORCE;
import static org.sealpost.mtasts.StsPolicy.Mode.NONE;
import static org.sealpost.mtasts.StsPolicy.Mode.TESTING;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTextTest {

    @Test
    void examplesOfTheRfc() throws MalformedPolicy {
        good(policy(ENFORCE, 604_800, "mail.example.com", "*.example.net", "backupmx.example.com"), """
                version: STSv1
                mode: enforce
                mx: mail.example.com
                mx: *.example.net
                mx: backupmx.example.com
                max_age: 604800
                """);
        good(policy(TESTING, 1_296_000, "mx1.example.com"), "version: STSv1\r\nmode: testing\r\nmx: mx1.example.com\r\nmax_age: 1296000\r\n");
    }

    @Test
    void orderSpacesAndLineEndsAreFree() throws MalformedPolicy {
        good(policy(ENFORCE, 0, "a.test"), "max_age:0\nmx:\t A.Test \t\r\nmode: enforce  \nversion:STSv1");
        good(policy(NONE, 86_400), "version: STSv1\nmode: none\nmax_age: 86400\n\r\n \n");
        good(policy(NONE, 1, "a.test"), "version: STSv1\nmode: none\nmax_age: 1\nmx: a.test");
    }

    @Test
    void unknownFieldsAreIgnoredAndTheFirstOfTheOthersCounts() throws MalformedPolicy {
        good(policy(ENFORCE, 9, "a.test"), "version: STSv1\nversion: STSv2\nmode: enforce\nmode: none\nmode: other\nmax_age: 9\nmax_age: 1\n"
                + "max_age: x\nmx: a.test\nmore: f\u00fcr  alle\nMode: none\nMX: b.test\nmore:");
    }

    @Test
    void noPolicyLastsLongerThanAYear() throws MalformedPolicy {
        good(policy(ENFORCE, 31_557_600, "a.test"), "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 31557600");
        good(policy(ENFORCE, 31_557_600, "a.test"), "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 9999999999");
    }

    @Test
    void anythingElseIsNoPolicy() {
        for (String wrong : new String[] {"", "\n", "version: STSv1", "mode: none\nmax_age: 0", "version: STSv1\nmode: none",
            "version: STSv1\nmax_age: 0\nmx: a.test", "version: STSv1\nmode: enforce\nmax_age: 0", "version: STSv1\nmode: testing\nmax_age: 0",
            "version: STSv2\nmode: none\nmax_age: 0", "version: STSv10\nmode: none\nmax_age: 0", "version: stsv1\nmode: none\nmax_age: 0",
            "version: STSv2\nversion: STSv1\nmode: none\nmax_age: 0", "<html>\n", "{\"mode\": \"none\"}"}) {
            bad(wrong);
        }
        for (String line : new String[] {"mode: Enforce", "mode: enforced", "mode:", "max_age: -1", "max_age: +1", "max_age: 1.5", "max_age: 0x1",
            "max_age: 12345678901", "max_age:", "max_age: 1 day", "mx:", "mx: *", "mx: *.", "mx: *.*.test", "mx: **.test", "mx: a*.test",
            "mx: .test", "mx: a..test", "mx: a.test.", "mx: -a.test", "mx: a-.test", "mx: a_b.test", "mx: m\u00f8x.test", "mx: a.test, b.test",
            "mx: a.test b.test", "mx: [192.0.2.1]", "mx: " + "a.".repeat(127) + "test", "mx: " + "a".repeat(64) + ".test"}) {
            bad("version: STSv1\n" + line + "\nmode: enforce\nmax_age: 1\nmx: a.test".replace(line.split(":")[0] + ":", "x:"));
        }
        for (String line : new String[] {"no field", ": value", "_x: y", "x y: z", " x: y", "x : y", "x: \u0001", "x: y\rz: a", "\ufeffx: y",
            "b23456789012345678901234567890123: c"}) {
            bad("version: STSv1\nmode: none\nmax_age: 0\n" + line);
        }
        assertThrows(MalformedPolicy.class, () -> PolicyText.parse("version: STSv1\nmode: none\nmax_age: 0\nx: \u00e4"
                .getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void flawSaysWhereAndNothingDangerous() {
        assertEquals("mode: enforced?", bad("version: STSv1\nmode: enforced\u0001\nmax_age: 0").getMessage());
        assertEquals(60, bad("x".repeat(500)).getMessage().length());
    }

    @Test
    void starStandsForExactlyOneLabel() {
        StsPolicy policy = policy(ENFORCE, 1, "*.example.com", "mx.example.net");
        assertTrue(policy.lists("mail.example.com"));
        assertTrue(policy.lists("mx.example.net"));
        for (String host : new String[] {"example.com", "foo.bar.example.com", "mailexample.com", ".example.com", "a.mx.example.net", "example.net",
            "mx.example.net.evil.test", "mail.example.com.evil.test", "com", ""}) {
            assertFalse(policy.lists(host), host);
        }
    }

    @Test
    void policyIsCitedInLines() {
        assertEquals(List.of("version: STSv1", "mode: enforce", "mx: a.test", "mx: *.b.test", "max_age: 60"),
                PolicyText.lines(policy(ENFORCE, 60, "a.test", "*.b.test")));
    }

    @Test
    void longLinesCostNoTime() {
        for (String line : new String[] {" ".repeat(60_000) + "x", "x:" + " ".repeat(60_000) + "y", "mx: " + "a.".repeat(30_000), "mx: " + "a-".repeat(30_000),
            "a".repeat(60_000), "x:" + ":".repeat(60_000)}) {
            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertThrows(MalformedPolicy.class,
                    () -> PolicyText.parse(line.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static StsPolicy policy(StsPolicy.Mode mode, long seconds, String... mx) {
        return new StsPolicy(mode, Arrays.asList(mx), Duration.ofSeconds(seconds));
    }

    private static void good(StsPolicy expected, String text) throws MalformedPolicy {
        assertEquals(expected, PolicyText.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MalformedPolicy bad(String text) {
        return assertThrows(MalformedPolicy.class, () -> PolicyText.parse(text.getBytes(StandardCharsets.UTF_8)), text);
    }
}
