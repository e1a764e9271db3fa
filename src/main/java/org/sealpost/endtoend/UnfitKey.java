package org.sealpost.endtoend;

import java.util.Locale;
import org.sealpost.assurance.Reason;

/** A key that must not be used for what was asked. */
public final class UnfitKey extends Exception {

    private static final long serialVersionUID = 1L;

    public enum Why {
        EXPIRED, REVOKED, WEAK, NOT_FOR_THIS, NOT_YET, MALFORMED;

        /** For people: {@code key.openpgp.expired} and so on. @param fingerprint what the key is known by */
        public Reason reason(Standard standard, String fingerprint) {
            return Reason.of("key." + word(standard) + "." + word(this).replace("_", ""), fingerprint);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    private final Why why;
    private final String fingerprint;

    /** @param fingerprint empty if it has none */
    public UnfitKey(Why why, String fingerprint) {
        super(why + " " + fingerprint);
        this.why = why;
        this.fingerprint = fingerprint;
    }

    public Why why() {
        return why;
    }

    public String fingerprint() {
        return fingerprint;
    }
}
