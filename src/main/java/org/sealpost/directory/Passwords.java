package org.sealpost.directory;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.nio.CharBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.sealpost.assurance.Reason;

/** Account passwords: Argon2id with 19 MiB, two passes, one lane (RFC 9106, OWASP's second choice for small servers). */
final class Passwords {

    private static final int LEAST_LENGTH = 12;
    private static final int MOST_LENGTH = 200;

    private static final int SALT_OCTETS = 16;
    private static final Argon2Function FUNCTION = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

    /** Each takes 19 MiB: whoever opens many connections at once mustn't take all memory. */
    private static final int AT_ONCE = 4;

    private final SecureRandom random;
    private final Semaphore hashing = new Semaphore(AT_ONCE);
    private final String nobodys;

    Passwords(SecureRandom random) {
        this.random = random;
        this.nobodys = hash("nobody has this password".toCharArray());
    }

    /** Why it can't be chosen; empty if it can. */
    static Optional<Reason> unfit(char[] password) {
        if (password.length < LEAST_LENGTH) {
            return Optional.of(Reason.of("user.password.short", Integer.toString(LEAST_LENGTH)));
        }
        return password.length <= MOST_LENGTH ? Optional.empty()
                : Optional.of(Reason.of("user.password.long", Integer.toString(MOST_LENGTH)));
    }

    /** @return the hash with its parameters and salt, in PHC's text form */
    String hash(char[] password) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return Password.hash(CharBuffer.wrap(password)).addSalt(salt).with(FUNCTION).getResult();
    }

    boolean matches(char[] password, String hash) {
        if (password.length > MOST_LENGTH) {
            return false;
        }
        hashing.acquireUninterruptibly();
        try {
            return Password.check(CharBuffer.wrap(password), hash).with(Argon2Function.getInstanceFromHash(hash));
        } finally {
            hashing.release();
        }
    }

    /** As long as {@link #matches} takes, so that nobody learns by the clock which users exist. */
    void matchNobody(char[] password) {
        matches(password, nobodys);
    }
}
