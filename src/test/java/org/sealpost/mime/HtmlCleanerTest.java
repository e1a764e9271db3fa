package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlCleanerTest {

    private final HtmlCleaner cleaner = new HtmlCleaner();

    @ParameterizedTest
    @ValueSource(strings = {
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe src=//e.test></iframe>",
        "<a href=javascript:alert(1)>x</a>", "<a href=\" java\tscript:alert(1)\">x</a>", "<a href=data:text/html,x>x</a>",
        "<form action=https://e.test><input name=a></form>", "<link rel=stylesheet href=https://e.test/a.css>",
        "<style>@import 'https://e.test/a.css'</style>", "<p style=\"background:url(https://e.test/a.png)\">x</p>",
        "<p style=\"background-image:\\75rl(https://e.test/a.png)\">x</p>", "<table background=https://e.test/a.png>",
        "<body background=https://e.test/a.png>", "<meta http-equiv=refresh content='0;url=https://e.test'>",
        "<base href=https://e.test>", "<object data=https://e.test></object>", "<video poster=https://e.test/p></video>",
        "<img srcset=https://e.test/a.png>", "<img src=https://e.test/a.png>", "<img src=//e.test/a.png>", "<math><mtext></mtext></math>",
        "<input type=image src=https://e.test/a.png>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">"})
    void nothingRunsAndNothingCallsHome(String hostile) {
        String clean = cleaner.clean(hostile).toLowerCase(Locale.ROOT);
        for (String never : new String[] {"e.test", "<script", "onerror=", "onload=", "javascript:", "url(", "<iframe", "<form", "<style", "data:"}) {
            assertFalse(clean.contains(never), clean);
        }
    }

    @Test
    void formattingSurvives() {
        String kept = "<p style=\"color:red\">Guten <b>Tag</b></p><ul><li>eins</li></ul>";
        assertEquals(kept, cleaner.clean(kept));
    }

    @Test
    void linksOpenWithoutTellingWhereTheyWereClicked() {
        String clean = cleaner.clean("<a href=\"https://bank.example/\">x</a>");
        assertTrue(clean.contains("noreferrer") && clean.contains("noopener"), clean);
    }

    @Test
    void picturesFromElsewhereComeOnlyWhenAskedFor() {
        String html = "<img src=\"https://e.test/a.png\" alt=\"x\" />";
        assertTrue(cleaner.clean(html, false).picturesLeftOut());
        assertTrue(cleaner.clean(html, true).html().contains("https://e.test/a.png"));
        assertFalse(cleaner.clean("<p>no picture</p>", false).picturesLeftOut());
    }
}
