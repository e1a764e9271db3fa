package org.sealpost.openpgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealpost.dns.MailboxNames;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.KeysFound.Kind;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;

class OpenPgpKeyRecordsTest {

    private static final Address VOS = Address.of("Vos@peer.test");
    private static final String OWNER = MailboxNames.openPgpKey(VOS);
    private static final String SIGNED = "peer.test SIGNED\n";
    private static final SecretKey KEY = ContactKeys.key("Zoë Vos <Vos@peer.test>", NOON.minusSeconds(600), Duration.ofDays(900));
    private static final SecretKey OTHER = ContactKeys.key("Max <max@peer.test>", NOON.minusSeconds(600), Duration.ofDays(900));

    @Test
    void keyIsFoundWhereDnssecProvesIt() {
        KeysFound found = find(SIGNED + record(ContactKeys.certificate(KEY)));
        assertEquals(Kind.FOUND, found.kind());
        assertEquals("openpgpkey.found", found.why().code());
        assertTrue(found.certificates().get(0).names(VOS, NOON));
    }

    @Test
    void unsignedRecordIsNotEvenLookedAt() {
        KeysFound found = find(record(ContactKeys.certificate(KEY)));
        assertEquals(Kind.BROKEN, found.kind());
        assertEquals("openpgpkey.unproven", found.why().code());
        assertEquals(List.of(), found.certificates());
        KeysFound unvalidated = new OpenPgpKeyRecords(FakeZones.of(SIGNED + record(ContactKeys.certificate(KEY))).validated(() -> false),
                new OpenPgp(FixedTime.atNoon(), new SecureRandom()).keys(), FixedTime.atNoon()).find(VOS);
        assertEquals(List.of(), unvalidated.certificates());
    }

    @Test
    void bogusAnswerIsNoAnswerAndNoDenial() {
        KeysFound found = find(SIGNED + record(ContactKeys.certificate(KEY)) + OWNER + " FAILED\n");
        assertEquals(Kind.UNKNOWN, found.kind());
        assertEquals(List.of(), found.certificates());
        assertEquals(Kind.NONE, find(SIGNED).kind());
    }

    @Test
    void amongSeveralOnlyTheirOwnCountsAndRubbishIsPassedOver() {
        KeysFound found = find(SIGNED + record(ContactKeys.certificate(OTHER)) + OWNER + " OPENPGPKEY 00ff00\n"
                + record(ContactKeys.certificate(KEY)) + record(new Certificate(KEY.octets())));
        assertEquals(1, found.certificates().size());
        assertTrue(found.certificates().get(0).names(VOS, NOON));
        assertEquals("openpgpkey.others", find(SIGNED + record(ContactKeys.certificate(OTHER))).why().code());
        assertEquals("openpgpkey.malformed", find(SIGNED + OWNER + " OPENPGPKEY 00ff00\n").why().code());
    }

    private static KeysFound find(String zones) {
        FixedTime clock = FixedTime.atNoon();
        return new OpenPgpKeyRecords(FakeZones.of(zones), new OpenPgp(clock, new SecureRandom()).keys(), clock).find(VOS);
    }

    private static String record(Certificate certificate) {
        return OWNER + " OPENPGPKEY " + HexFormat.of().formatHex(certificate.octets()) + "\n";
    }
}
