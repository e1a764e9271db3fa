package org.sealpost.mtasts;

/** What was published as a policy isn't one; the message is the field that is missing, or the line that is wrong. */
public final class MalformedPolicy extends Exception {

    private static final int LONGEST = 60;

    MalformedPolicy(String flaw) {
        super(flaw.substring(0, Math.min(LONGEST, flaw.length())).replaceAll("[^\\x20-\\x7e]", "?"));
    }
}
