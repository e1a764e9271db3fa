package org.sealpost.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
        assertEquals(List.of("slow.test"), lanes.busy());
        assertTrue(lanes.enter(QUICK));
        assertEquals(1, lanes.free());
    }

    @Test
    void allLanesTogetherAreLimited() {
        Lanes lanes = new Lanes(1, 2);
        assertTrue(lanes.enter(SLOW));
        assertFalse(lanes.enter(QUICK));
        lanes.leave(SLOW);
        assertTrue(lanes.enter(QUICK));
        assertEquals(List.of(), lanes.busy());
    }

    @Test
    void emptyLanesNeedNoWaiting() throws InterruptedException {
        Lanes lanes = new Lanes(1, 1);
        assertTrue(lanes.awaitEmpty(0));
        lanes.enter(SLOW);
        assertFalse(lanes.awaitEmpty(1));
    }
}
