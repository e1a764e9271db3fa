package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({"report.pdf,report.pdf", "../../etc/passwd,passwd", "C:\\x\\y.txt,y.txt", "a\u202Efdp.exe,afdp.exe",
        "con.txt,_con.txt", "'a\r\nb.txt',ab.txt", "'trailing. . ',trailing", ".htaccess,htaccess", "a:b?.txt,a_b_.txt",
        "..,file", "'',file", "???,file", "Befund ä.pdf,Befund ä.pdf", "a\0b,ab"})
    void namesAreSafeOnEverySystem(String written, String safe) {
        assertEquals(safe, FileName.safe(written, "file"));
    }

    @Test
    void longNamesKeepTheirExtension() {
        assertEquals("x".repeat(116) + ".pdf", FileName.safe("x".repeat(500) + ".pdf", "file"));
    }
}
