package org.sealpost.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.mail.Address;
import org.sealpost.mail.ReversePath;

class DsnTest {

    private static final ReversePath SAM = ReversePath.of(Address.of("sam@clinic.test"));
    private static final MailParameters WISHES = new MailParameters(10, false, true, "q", false);
    private static final Extensions DSN = Extensions.in(new Reply(250, List.of("mx", "DSN")));

    @Test
    void senderIsToldOfFailureAndDelay() {
        rcpt("RCPT TO:<anna@a.test> NOTIFY=FAILURE,DELAY ORCPT=rfc822;anna@a.test", "anna@a.test", WISHES);
        rcpt("RCPT TO:<a+b=c@a.test> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb+3Dc@a.test", "a+b=c@a.test", WISHES);
        rcpt("RCPT TO:<\"a b\"@a.test> NOTIFY=FAILURE,DELAY ORCPT=rfc822;\"a+20b\"@a.test", "\"a b\"@a.test", WISHES);
    }

    @Test
    void internationalAddressIsNamedInSevenBits() {
        MailParameters utf8 = new MailParameters(10, true, true, "q", false);
        rcpt("RCPT TO:<j\u00FCrgen+x@a.test> NOTIFY=FAILURE,DELAY ORCPT=utf-8;j\\x{FC}rgen\\x{2B}x@a.test", "j\u00FCrgen+x@a.test", utf8);
        rcpt("RCPT TO:<\u760D\uD83D\uDE00@a.test> NOTIFY=FAILURE,DELAY ORCPT=utf-8;\\x{760D}\\x{1F600}@a.test", "\u760D\uD83D\uDE00@a.test", utf8);
    }

    @Test
    void nobodyIsToldOfMailWithANullReversePath() {
        assertEquals(" NOTIFY=NEVER ORCPT=rfc822;anna@a.test", Dsn.ofRecipient(ReversePath.NULL, Address.of("anna@a.test")));
        assertEquals(" ENVID=q", Dsn.ofMessage(ReversePath.NULL, WISHES));
    }

    @Test
    void hostWithoutDsnIsAskedForNothing() {
        assertEquals("RCPT TO:<anna@a.test>\r\n", text(Commands.rcpt(SAM, Address.of("anna@a.test"), WISHES, Extensions.NONE)));
        assertEquals("MAIL FROM:<sam@clinic.test>\r\n", text(Commands.mail(SAM, WISHES, Extensions.NONE)));
    }

    @Test
    void envelopeIdCantBringParametersOfItsOwn() {
        assertEquals(" RET=HDRS ENVID=q+20SIZE+3D0+0D+0ADATA", Dsn.ofMessage(SAM, called("q SIZE=0\r\nDATA")));
    }

    @Test
    void nothingGrowsBeyondItsLimit() {
        String domain = "@" + "a.".repeat(92) + "test";
        for (String widest : List.of("=".repeat(64), "\u00FC".repeat(32), "\u760D".repeat(21), "\uD83D\uDE00".repeat(16))) {
            String parameters = Dsn.ofRecipient(SAM, Address.of(widest + domain));
            assertTrue(parameters.substring(parameters.indexOf("ORCPT=") + 6).length() <= 500, parameters);
        }
        assertEquals(" RET=HDRS ENVID=" + "q".repeat(100), Dsn.ofMessage(SAM, called("q".repeat(100))));
        assertEquals(" RET=HDRS", Dsn.ofMessage(SAM, called("q".repeat(101))));
        assertEquals(" RET=HDRS", Dsn.ofMessage(SAM, called("")));
    }

    private static MailParameters called(String envelopeId) {
        return new MailParameters(10, false, true, envelopeId, false);
    }

    private static void rcpt(String expected, String to, MailParameters wishes) {
        assertEquals(expected + "\r\n", text(Commands.rcpt(SAM, Address.of(to), wishes, DSN)));
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }
}
