package org.sealpost.reporting;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealpost.authentication.DkimSigner;
import org.sealpost.authentication.ReportProof;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.HeaderFields;
import org.sealpost.testing.FakeZones;
import org.sealpost.testing.FixedTime;

/** What the desk does before it has read anything of a report; the rest is in {@link ReportDeskIT}. */
class ReportDeskTest {

    private static final String HEADER = "From: tls@vos.example\r\nTLS-Report-Submitter: vos.example\r\n";

    private final List<Discard> discarded = new ArrayList<>();
    private boolean full;

    @Test
    void ifTheKeyCannotBeHadNowTheSenderComesAgainAndNothingIsCounted() throws Exception {
        assertThrows(IOException.class, () -> take("s._domainkey.vos.example FAILED", HEADER));
        assertEquals(List.of(), discarded);
    }

    @Test
    void aKeyThatDoesNotExistProvesNothing() throws Exception {
        assertEquals(Optional.of(Discard.UNPROVEN), take("vos.example A 192.0.2.1", HEADER));
        assertEquals(List.of(Discard.UNPROVEN), discarded);
    }

    @Test
    void whoHasHadEnoughAsksNobody() throws Exception {
        full = true;
        assertEquals(Optional.of(Discard.TOO_MANY), take("s._domainkey.vos.example FAILED", HEADER));
    }

    private Optional<Discard> take(String zones, String header) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        DkimSigner.Key key = new DkimSigner.Key(new Domain("vos.example"), "s", "ed25519-sha256", pair.getPrivate());
        String mail = header + "\r\nbody\r\n";
        String signature = new DkimSigner(FixedTime.atNoon()).sign(message(mail), List.of(key));
        ReportDesk desk = new ReportDesk(new ReportProof(FakeZones.of(zones), FixedTime.atNoon()), null, new Counting());
        return desk.take(1, new Domain("clinic.test"), new HeaderFields((signature + header).getBytes(US_ASCII)), message(signature + mail));
    }

    private static RawMessage message(String text) {
        return RawMessage.of(text.getBytes(US_ASCII));
    }

    private final class Counting extends ReceivedReports {

        @Override
        boolean isFull(long accountId) {
            return full;
        }

        @Override
        void discard(long accountId, Discard why) {
            discarded.add(why);
        }
    }
}
