package org.sealpost.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;

class CommandsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nRCPT TO:<x@y.test>", "a\0b", "a\u007Fb", "a\u001Bb", "gr\u00FC\u00DFe", "\u760D\u760A",
        "\uD83D"})
    void commandsHoldNothingThatCouldEndThem(String text) {
        assertThrows(IllegalArgumentException.class, () -> Commands.line("EHLO " + text, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "\uD83D"})
    void norWithSmtpUtf8(String text) {
        assertThrows(IllegalArgumentException.class, () -> Commands.line("EHLO " + text, true));
    }

    @Test
    void charactersWhoseLowOctetIsALineEndStayThemselves() {
        MailParameters utf8 = new MailParameters(10, true, false, "q", false);
        byte[] line = Commands.rcpt(ReversePath.NULL, Address.of("\u760D\u760A@verified.test"), utf8, Extensions.NONE);
        assertEquals("RCPT TO:<\u760D\u760A@verified.test>\r\n", new String(line, StandardCharsets.UTF_8));
        for (int i = 0; i < line.length - 2; i++) {
            assertFalse(line[i] == '\r' || line[i] == '\n');
        }
    }

    @Test
    void mailAsksForWhatIsOffered() {
        Extensions all = Extensions.in(new Reply(250, List.of("mx", "SIZE", "8BITMIME", "SMTPUTF8", "DSN")));
        ReversePath sam = ReversePath.of(Address.of("sam@clinic.test"));
        mail("MAIL FROM:<sam@clinic.test>", sam, new MailParameters(10, false, true, "q", false), Extensions.NONE);
        mail("MAIL FROM:<sam@clinic.test> SIZE=10 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=q+2B1+20x", sam,
                new MailParameters(10, true, true, "q+1 x", false), all);
        mail("MAIL FROM:<> SIZE=10 BODY=8BITMIME ENVID=q", ReversePath.NULL, new MailParameters(10, false, false, "q", false), all);
    }

    private static void mail(String expected, ReversePath from, MailParameters wishes, Extensions offered) {
        assertEquals(expected + "\r\n", new String(Commands.mail(from, wishes, offered), StandardCharsets.UTF_8));
    }
}
