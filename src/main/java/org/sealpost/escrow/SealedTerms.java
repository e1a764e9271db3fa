package org.sealpost.escrow;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;
import org.sealpost.vault.Vault;

/**
 * Questions, answers and codes on their way into the database and back. Answers and codes are hashed first, and what is
 * left is sealed too: neither the database nor the keyset alone lets anybody guess at leisure.
 */
@Dependent
class SealedTerms {

    private static final String QUESTION = "pickup.question/";
    private static final String ANSWER = "pickup.answer/";
    private static final String CODE = "pickup.code/";

    private final Vault vault;

    @Inject
    SealedTerms(Vault vault) {
        this.vault = vault;
    }

    /** Both null where the check needs none. */
    record Sealed(byte[] question, byte[] answer) { }

    /** Slow on purpose where there is an answer. @throws IllegalArgumentException if the check lacks what it needs */
    Sealed seal(long accountId, long deliveryId, PickupTerms terms) {
        if (terms.check() == IdentityCheck.CODE) {
            return new Sealed(null, null);
        }
        Answer answer = Answer.to(terms.check(), terms.answer().orElse(""));
        if (answer.normal().isEmpty()) {
            throw new IllegalArgumentException(terms.check() + " without an answer");
        }
        byte[] sealedAnswer = vault.seal(accountId, ANSWER + deliveryId, octets(answer.hash()));
        if (terms.check() == IdentityCheck.PASSPHRASE) {
            return new Sealed(null, sealedAnswer);
        }
        String question = terms.question().map(String::strip).filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("no question"));
        return new Sealed(vault.seal(accountId, QUESTION + deliveryId, octets(question)), sealedAnswer);
    }

    Optional<String> question(Pickup pickup) {
        return pickup.question().map(sealed -> text(unsealed(pickup, QUESTION, sealed)));
    }

    /** Slow on purpose: not to be called inside a transaction. */
    boolean isAnswer(Pickup pickup, byte[] sealedAnswer, String given) {
        return Answer.to(pickup.check(), given).matches(text(unsealed(pickup, ANSWER, sealedAnswer)));
    }

    byte[] sealCode(Pickup pickup, Code code) {
        return vault.seal(pickup.accountId(), CODE + pickup.deliveryId(), code.hash());
    }

    byte[] unsealCode(Pickup pickup, byte[] sealed) {
        return unsealed(pickup, CODE, sealed);
    }

    private byte[] unsealed(Pickup pickup, String purpose, byte[] sealed) {
        try {
            return vault.unseal(pickup.accountId(), purpose + pickup.deliveryId(), sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("pickup " + pickup.reference() + " was altered", e);
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
