package org.sealpost.escrow;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.Locale;
import org.sealpost.assurance.IdentityCheck;

/**
 * The answer to a question, or a passphrase, ready for comparing. People don't remember how they spelt an answer, so it
 * is compared without case, spaces, accents and punctuation; a passphrase counts exactly, but for spaces around it.
 */
record Answer(String normal) {

    private static final int MAX_LENGTH = 1000;
    /** OWASP's second choice for Argon2id: 19 MiB, two passes; about 30 ms. */
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    static Answer to(IdentityCheck check, String typed) {
        String text = typed == null ? "" : typed.substring(0, Math.min(typed.length(), MAX_LENGTH));
        return new Answer(check == IdentityCheck.QUESTION ? forgiving(text) : Normalizer.normalize(text.strip(), Normalizer.Form.NFC));
    }

    private static String forgiving(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT).replace("ß", "ss")
                .replaceAll("[^\\p{L}\\p{N}]", "");
        // "?!" is an answer too, if nothing else is left
        return plain.isEmpty() ? text.strip() : plain;
    }

    String hash() {
        return Password.hash(normal).addRandomSalt(16).with(ARGON2ID).getResult();
    }

    boolean matches(String hash) {
        return !normal.isEmpty() && Password.check(normal, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    /** Never the answer itself: this lands in logs. */
    @Override
    public String toString() {
        return "Answer";
    }
}
