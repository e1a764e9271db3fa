package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sealpost.mail.Domain;

class LanesTest {

    private static final Domain SLOW = new Domain("slow.test");
    private static final Domain QUICK = new Domain("quick.test");

    @Test
    void slowDomainFillsItsOwnLanesOnly() {
        Lanes lanes = new Lanes(4, 2);
        assertTrue(lanes.enter(SLOW));
        assertTrue(lanes.enter(SLOW));
        assertFalse(lanes.enter(SLOW));
        assertTrue(lanes.enter(QUICK));
    }

    @Test
    void allLanesTogetherAreLimited() {
        Lanes lanes = new Lanes(1, 2);
        assertTrue(lanes.enter(SLOW));
        assertFalse(lanes.enter(QUICK));
        lanes.leave(SLOW);
        assertTrue(lanes.enter(QUICK));
    }

    @Test
    void emptyLanesNeedNoWaiting() throws InterruptedException {
        Lanes lanes = new Lanes(1, 1);
        assertTrue(lanes.awaitEmpty(0));
        lanes.enter(SLOW);
        assertFalse(lanes.awaitEmpty(1));
    }
}
