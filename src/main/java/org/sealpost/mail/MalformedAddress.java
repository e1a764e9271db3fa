package org.sealpost.mail;

/** What was written is no mail address. Pages turn the flaw into a sentence; the text itself is never logged. */
public final class MalformedAddress extends IllegalArgumentException {

    /** What is wrong with it; the page's sentence is found under {@code address.flaw.<name>}. */
    public enum Flaw { EMPTY, NO_AT, LOCAL_PART, DOMAIN, ADDRESS_LITERAL, TOO_LONG, CONTROL_CHARACTER }

    private final Flaw flaw;
    private final String written;

    public MalformedAddress(Flaw flaw, String written) {
        super(flaw.name());
        this.flaw = flaw;
        this.written = written;
    }

    public Flaw flaw() {
        return flaw;
    }

    public String written() {
        return written;
    }
}
