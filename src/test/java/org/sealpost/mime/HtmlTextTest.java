package org.sealpost.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "<p>one</p><p>two</p>|one\\n\\ntwo",
        "a<br>b|a\\nb",
        "<ul><li>a</li><li>b</li></ul>|- a\\n- b",
        "<a href='https://x.test/'>here</a>|here <https://x.test/>",
        "<a href='https://x.test/'>https://x.test/</a>|https://x.test/",
        "<style>p{}</style><script>x</script>seen|seen",
        "<div>a</div><div>b</div>|a\\nb",
        "  lots \t of <b> space</b> |lots of space"})
    void wordsAreKeptAsPeopleReadThem(String html, String text) {
        assertEquals(text.replace("\\n", "\n"), HtmlText.of(html));
    }

    /** What an answer repeats: a sealed text among styles that hide it would be read out by whoever answers. */
    @Test
    void whatStylesHideIsNotSeen() {
        String html = "<p>seen</p><p style=\"display: none\">4711</p><div hidden>4711</div><span style=\"font-size:0px\">4711</span>"
                + "<p style=\"color: transparent\">4711</p><p style=\"VISIBILITY:hidden\">4711</p><p style=\"height:10px\">seen too</p>";
        assertEquals("seen\n\nseen too", HtmlText.seen(html));
    }
}
