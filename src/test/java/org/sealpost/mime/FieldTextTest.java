package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FieldTextTest {

    @Test
    void noTextBeginsAFieldOfItsOwn() {
        assertEquals("Hello  Bcc: eve@evil.test", FieldText.oneLine("Hello\r\nBcc: eve@evil.test"));
        assertEquals("a b c", FieldText.oneLine("a\u2028b\u0000c"));
    }

    @Test
    void aLoneSurrogateIsAQuestionMarkAndAPairStays() {
        assertEquals("?x \uD83D\uDE00", FieldText.oneLine("\uD83Dx \uD83D\uDE00"));
    }

    @Test
    void noTextTurnsItselfOrWhatStandsBesideIt() {
        assertEquals("Invoice gpj.exe", FieldText.oneLine("Invoice \u202Egpj.exe"));
        assertEquals("abcdefghi", FieldText.oneLine("\u202Aa\u202Bb\u202Cc\u202Dd\u202Ee\u2066f\u2067g\u2068h\u2069i"));
    }

    @Test
    void whatIsWrittenFromRightToLeftStaysAsItIs() {
        assertEquals("\u05E9\u05DC\u05D5\u05DD\u200F!", FieldText.oneLine("\u05E9\u05DC\u05D5\u05DD\u200F!"));
    }
}
