package org.sealpost.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

    @Test
    void valuesThatHoldSeparatorsAreQuoted() {
        assertEquals("plain,\"a, b\",\"say \"\"no\"\"\",\"two\nlines\",\r\n",
                CsvText.line(List.of("plain", "a, b", "say \"no\"", "two\nlines", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tcmd"})
    void nothingBecomesAFormula(String text) {
        assertEquals("'" + text + "\r\n", CsvText.line(List.of(text)));
    }

    @Test
    void aFormulaIsDisarmedBeforeItIsQuoted() {
        assertEquals("\"'=HYPERLINK(\"\"x\"\",1)\"\r\n", CsvText.line(List.of("=HYPERLINK(\"x\",1)")));
    }
}
