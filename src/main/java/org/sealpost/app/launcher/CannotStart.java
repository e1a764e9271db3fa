package org.sealpost.app.launcher;

/** Why Sealpost can't start, as one sentence for the person at the console. No stack trace is shown for it. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String sentence) {
        super(sentence);
    }

    CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
