package org.sealpost.assurance;

import static org.sealpost.assurance.Protection.ESCROW;
import static org.sealpost.assurance.Protection.OPENPGP;
import static org.sealpost.assurance.Protection.SMIME;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is used where TLS isn't good enough, in this order.
 *
 * @param choices OPENPGP, SMIME and ESCROW, each once
 */
public record Fallbacks(List<Choice> choices) {

    public record Choice(Protection protection, boolean on) { }

    public static final Fallbacks ALL = of(OPENPGP, SMIME, ESCROW);

    public Fallbacks {
        choices = List.copyOf(choices);
        Set<Protection> named = choices.stream().map(Choice::protection).collect(Collectors.toSet());
        if (choices.size() != 3 || !named.equals(EnumSet.of(OPENPGP, SMIME, ESCROW))) {
            throw new IllegalArgumentException("not each fallback once: " + choices);
        }
    }

    /** All three on. */
    public static Fallbacks of(Protection first, Protection second, Protection third) {
        return new Fallbacks(List.of(new Choice(first, true), new Choice(second, true), new Choice(third, true)));
    }

    /** Those that are on, in order. */
    public List<Protection> on() {
        return choices.stream().filter(Choice::on).map(Choice::protection).toList();
    }

    public boolean allow(Protection protection) {
        return on().contains(protection);
    }

    public Fallbacks without(Protection off) {
        return new Fallbacks(choices.stream().map(c -> new Choice(c.protection, c.on && c.protection != off)).toList());
    }

    /** This order, and on only what is on in both. */
    Fallbacks fewer(Fallbacks other) {
        return new Fallbacks(choices.stream()
                .map(c -> new Choice(c.protection, c.on && other.allow(c.protection))).toList());
    }

    static Fallbacks read(String text) {
        return new Fallbacks(Arrays.stream(text.split(",")).map(String::strip).map(Fallbacks::choice).toList());
    }

    String written() {
        return choices.stream().map(c -> c.protection.name().toLowerCase(Locale.ROOT) + (c.on ? "" : " off"))
                .collect(Collectors.joining(", "));
    }

    private static Choice choice(String text) {
        boolean on = !text.endsWith(" off");
        String name = on ? text : text.substring(0, text.length() - " off".length());
        return new Choice(Protection.valueOf(name.toUpperCase(Locale.ROOT)), on);
    }
}
