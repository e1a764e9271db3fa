package org.sealpost.web.compose;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One recipient as compose shows them.
 *
 * @param number the recipient's place in the draft
 * @param label who
 * @param words how it arrives, or that it can't
 * @param sentence the same with its reason, for the panel and the tooltip
 * @param facts what was seen and which rule decided, for the details
 * @param codeProves whether a code sent by mail would prove anything there
 */
public record Chip(int number, Recipient recipient, Arrival arrival, String label, String words, String sentence,
        List<Fact> facts, boolean codeProves) {

    public Chip {
        facts = List.copyOf(facts);
    }

    /** Label and value under Details. */
    public record Fact(String name, String value) { }

    public String style() {
        return arrival.style();
    }

    /** The address of somebody outside, for the link to the keys of theirs; empty of all others. */
    public String keys() {
        return arrival == Arrival.INSIDE ? "" : recipient.address().map(address -> URLEncoder.encode(address.toString(), StandardCharsets.UTF_8)).orElse("");
    }

    public boolean malformed() {
        return arrival == Arrival.MALFORMED;
    }

    public String typed() {
        return recipient.typed();
    }

    boolean isIn(Field field) {
        return recipient.field() == field;
    }
}
