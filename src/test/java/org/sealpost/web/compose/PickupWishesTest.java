package org.sealpost.web.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.assurance.IdentityCheck;
import org.sealpost.assurance.PickupTerms;

class PickupWishesTest {

    private static final PickupTerms CODE = new PickupTerms(IdentityCheck.CODE, Optional.empty(), Optional.empty(), 30);

    @Test
    void whatIsFinishedCounts() {
        assertEquals(new PickupTerms(IdentityCheck.QUESTION, Optional.of("Where?"), Optional.of("here"), 30),
                new PickupWishes(IdentityCheck.QUESTION, " Where? ", "here", 30).terms());
        assertEquals(new PickupTerms(IdentityCheck.PASSPHRASE, Optional.empty(), Optional.of("open sesame"), 30),
                new PickupWishes(IdentityCheck.PASSPHRASE, "Where?", "open sesame", 30).terms());
        assertEquals(new PickupTerms(IdentityCheck.CODE, Optional.of("Where?"), Optional.of("here"), 30),
                new PickupWishes(IdentityCheck.CODE, "Where?", "here", 30).terms());
    }

    @Test
    void whatIsUnfinishedKeepsNoMessageFromLeavingThatNobodyPicksUp() {
        assertEquals(CODE, new PickupWishes(IdentityCheck.QUESTION, "Where?", " ", 30).terms());
        assertEquals(CODE, new PickupWishes(IdentityCheck.QUESTION, "", "here", 30).terms());
        assertEquals(CODE, new PickupWishes(IdentityCheck.PASSPHRASE, "Where?", "", 30).terms());
        assertEquals(CODE, new PickupWishes(IdentityCheck.CODE, "Where?", "", 30).terms());
    }
}
