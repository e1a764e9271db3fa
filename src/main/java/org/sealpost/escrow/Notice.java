package org.sealpost.escrow;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealpost.assurance.Reason;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.Letter;

/**
 * The mail that tells a recipient that a message waits. It holds no content, no subject, no picture, no hurry; text comes
 * first, and everything that one needs to get to the page by hand stands in it.
 */
final class Notice {

    private static final String MARKUP = markup();
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final int LINE = 72;
    private static final char NO_BREAK = 0xA0;

    private final Wording words;
    private final Pickup pickup;
    private final Letterhead us;
    private final Optional<Reason> why;
    private final URI link;
    private final String typed;

    /**
     * @param link with the token
     * @param page where the reference is typed
     */
    Notice(Pickup pickup, Letterhead us, Reason why, URI link, URI page) {
        this.words = Wording.to(pickup.recipient());
        this.pickup = pickup;
        this.us = us;
        this.why = Optional.ofNullable(why);
        this.link = link;
        this.typed = page.getRawAuthority() + page.getRawPath();
    }

    Letter letter() {
        Map<String, String> parts = parts();
        return Letter.of(new Correspondent(words.say("notice.from", author(), us.name()), pickup.postedFrom()),
                        List.of(Correspondent.of(pickup.recipient())), parts.get("subject"), text(parts))
                .withHtml(html(parts))
                .answersTo(pickup.isAuthorOurs() ? new Correspondent(author(), pickup.author())
                        : new Correspondent(us.name(), pickup.postedFrom()))
                .automatic()
                .with("Content-Language", words.language());
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("language", words.language());
        parts.put("subject", words.say("notice.subject", us.name(), pickup.reference()));
        parts.put("heading", words.say("notice.heading", author()));
        parts.put("greeting", words.say("notice.greeting"));
        parts.put("who", words.say(pickup.isAuthorOurs() ? "notice.who" : "notice.who.guest", author(), us.name()));
        parts.put("why", words.say(isRoad() ? "notice.why.road" : "notice.why.chosen", pickup.recipient()));
        parts.put("open", words.say("notice.open"));
        parts.put("url", link.toString());
        parts.put("link", words.say("notice.link", link.getRawAuthority()));
        parts.put("type", words.say("notice.type", typed));
        parts.put("reference", pickup.reference().toString());
        parts.put("until", words.say("notice.until." + pickup.check(), words.date(pickup.expiresAt()), author()));
        parts.put("doubt", us.phone().isEmpty() ? words.say("notice.doubt", us.name())
                : words.say("notice.doubt.phone", us.name(), us.phone().replace(' ', NO_BREAK)));
        parts.put("answer", words.say(pickup.isAuthorOurs() ? "notice.answer" : "notice.noanswer", author()));
        parts.put("organisation", us.name());
        return parts;
    }

    private String text(Map<String, String> parts) {
        return String.join("\n\n",
                parts.get("greeting"),
                wrapped(parts.get("who")),
                wrapped(parts.get("why")),
                parts.get("open"),
                "    " + parts.get("url"),
                wrapped(parts.get("type")),
                "    " + parts.get("reference"),
                wrapped(parts.get("until")),
                wrapped(parts.get("doubt") + " " + parts.get("answer")),
                parts.get("organisation"));
    }

    private static String html(Map<String, String> parts) {
        return PLACE.matcher(MARKUP).replaceAll(place -> Matcher.quoteReplacement(escaped(parts.get(place.group(1)))));
    }

    /** Whether their own server was the reason, and not somebody's choice. */
    private boolean isRoad() {
        return why.map(Reason::code).filter(code -> code.startsWith("road.") || code.startsWith("memory.")
                || code.startsWith("tls.none") || code.startsWith("tls.certificate")).isPresent();
    }

    private String author() {
        return pickup.authorName().isBlank() ? pickup.author().toString() : pickup.authorName();
    }

    private static String wrapped(String paragraph) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : paragraph.split(" ")) {
            int width = word.codePointCount(0, word.length());
            boolean fits = column + 1 + width <= LINE;
            lines.append(column == 0 ? "" : fits ? " " : "\n").append(word);
            column = column == 0 || !fits ? width : column + 1 + width;
        }
        return lines.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String markup() {
        try (InputStream file = Notice.class.getResourceAsStream("notice.html")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
