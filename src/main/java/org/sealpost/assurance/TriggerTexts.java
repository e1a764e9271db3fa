package org.sealpost.assurance;

/**
 * What a sender writes into a subject, anywhere and in any case, to ask for something.
 *
 * @param stronger more than TLS
 * @param escrow pickup page
 * @param clear opt out, where that is allowed
 */
public record TriggerTexts(String stronger, String escrow, String clear) {

    public static final TriggerTexts STANDARD = new TriggerTexts("+encrypt+", "+escrow+", "+clear+");

    private static final int LONGEST = 40;

    public TriggerTexts {
        check(stronger);
        check(escrow);
        check(clear);
        if (stronger.equalsIgnoreCase(escrow) || stronger.equalsIgnoreCase(clear) || escrow.equalsIgnoreCase(clear)) {
            throw new IllegalArgumentException("two triggers alike");
        }
    }

    static TriggerTexts read(String text) {
        String[] texts = text.split(" ");
        if (texts.length != 3) {
            throw new IllegalArgumentException("not three texts");
        }
        return new TriggerTexts(texts[0], texts[1], texts[2]);
    }

    String written() {
        return stronger + " " + escrow + " " + clear;
    }

    /** Printable ASCII without blanks, so that encoding and folding of the subject can't hide one. */
    private static void check(String text) {
        if (text.length() < 3 || text.length() > LONGEST || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException("not 3 to " + LONGEST + " printable characters");
        }
    }
}
