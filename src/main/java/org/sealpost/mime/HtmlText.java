package org.sealpost.mime;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The words of an HTML text, for the plain part beside it, snippets and quoting. */
public final class HtmlText {

    private static final Pattern HIDDEN = Pattern.compile("(?i)(display\\s*:\\s*none|visibility\\s*:\\s*(hidden|collapse)"
            + "|(opacity|font-size|(max-)?height|(max-)?width)\\s*:\\s*0*\\.?0+(px|pt|em|rem|%)?\\s*(;|!|$)|text-indent\\s*:\\s*-|color\\s*:\\s*transparent)");

    private HtmlText() { }

    /** Paragraphs keep their distance, list items their dash, links their target where it says more than their text. */
    public static String of(String html) {
        return of(html, new Words(false));
    }

    /** The same without what styles hide: what nobody saw isn't quoted. */
    public static String seen(String html) {
        return of(html, new Words(true));
    }

    private static String of(String html, Words words) {
        Jsoup.parse(html).body().filter(words);
        return words.text.toString().replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
    }

    private static final class Words implements NodeFilter {
        private final StringBuilder text = new StringBuilder();
        private final boolean seenOnly;

        Words(boolean seenOnly) {
            this.seenOnly = seenOnly;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                append(words.text());
            } else if (node instanceof Element element) {
                if (seenOnly && (element.hasAttr("hidden") || HIDDEN.matcher(element.attr("style")).find())) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                switch (element.normalName()) {
                    case "script", "style", "head", "title", "template" -> {
                        return FilterResult.SKIP_ENTIRELY;
                    }
                    case "br" -> text.append('\n');
                    case "li" -> {
                        begin("\n");
                        text.append("- ");
                    }
                    case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr" -> begin("\n\n");
                    case "div", "tr", "section", "article", "header", "footer" -> begin("\n");
                    case "td", "th" -> append(" ");
                    default -> { }
                }
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                switch (element.normalName()) {
                    case "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre" -> begin("\n\n");
                    case "div", "tr", "li" -> begin("\n");
                    case "a" -> target(element);
                    default -> { }
                }
            }
            return FilterResult.CONTINUE;
        }

        private void target(Element link) {
            String to = link.attr("href");
            boolean says = to.startsWith("http://") || to.startsWith("https://");
            if (says && !link.text().strip().equals(to)) {
                append(" <" + to + ">");
            }
        }

        private void append(String words) {
            boolean fresh = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
            text.append(fresh ? words.stripLeading() : words);
        }

        private void begin(String distance) {
            while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
            if (!text.isEmpty() && text.indexOf(distance, text.length() - distance.length()) < 0) {
                text.append(distance);
            }
        }
    }
}
