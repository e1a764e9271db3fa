package org.sealpost.mime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Leaves of an HTML mail what can neither run nor call home: no script, form, frame, style sheet, object, no URL in CSS,
 * no picture from elsewhere unless the reader asked for it. Pages show the rest in a sandboxed frame all the same.
 */
public final class HtmlCleaner {

    private static final String[] BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
        "blockquote", "pre", "hr", "br", "center", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"};
    private static final String[] WORDS = {"a", "b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "small", "big", "sub",
        "sup", "tt", "code", "samp", "kbd", "var", "cite", "q", "abbr", "span", "font", "img"};

    /** @param picturesLeftOut whether a picture from elsewhere stood there */
    record Cleaned(String html, boolean picturesLeftOut) { }

    /** The HTML made safe, pictures from elsewhere left out: for what our own editor made too. */
    public String clean(String html) {
        return clean(html, false).html();
    }

    Cleaned clean(String html, boolean remotePictures) {
        AtomicBoolean leftOut = new AtomicBoolean();
        String cleaned = policy(remotePictures, leftOut).sanitize(html);
        return new Cleaned(cleaned, leftOut.get());
    }

    private static PolicyFactory policy(boolean remotePictures, AtomicBoolean leftOut) {
        AttributePolicy source = (element, attribute, value) -> {
            boolean remote = value.regionMatches(true, 0, "http:", 0, 5) || value.regionMatches(true, 0, "https:", 0, 6);
            leftOut.compareAndSet(false, remote && !remotePictures);
            return remote && remotePictures ? value : null;
        };
        return new HtmlPolicyBuilder()
                .allowElements(BLOCKS)
                .allowElements(WORDS)
                .allowUrlProtocols("http", "https", "mailto")
                .allowAttributes("href").onElements("a")
                .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                .allowAttributes("target").matching(true, "_blank").onElements("a")
                .allowAttributes("src").matching(source).onElements("img")
                .allowAttributes("alt", "width", "height").onElements("img")
                .allowAttributes("title", "dir", "lang").globally()
                .allowAttributes("align", "valign", "width", "height", "bgcolor", "border", "cellpadding", "cellspacing",
                        "colspan", "rowspan", "span").onElements("table", "thead", "tbody", "tr", "td", "th", "col", "colgroup")
                .allowAttributes("color", "face", "size").onElements("font")
                .allowAttributes("start", "type").onElements("ol", "ul", "li")
                .allowStyling(CssSchema.DEFAULT)
                .toFactory();
    }
}
