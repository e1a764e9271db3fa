package org.sealpost.smime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sealpost.testing.FixedTime.NOON;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.sealpost.smime.Correspondents.Paper;

/** What holds for lists and responses, whatever comes: nobody who changes one is believed, and nothing makes us fail. */
class StatusPropertiesTest {

    private static final Identity CA = StatusWords.issuer("CN=CA");
    private static final SmimeCertificate VOS = new Paper().issuedBy(CA).certificate();
    private static final AlgorithmPolicy POLICY = AlgorithmPolicy.usual();
    private static final StatusQuestion QUESTION = new StatusQuestion(VOS, CA.certificate(), POLICY, new BouncyCastleProvider());
    private static final byte[] LIST = StatusWords.list(new StatusWords.Listing(CA).of(VOS));
    private static final byte[] RESPONSE = StatusWords.response(new StatusWords.Saying(VOS, CA).revoked());

    @Example
    void unchangedTheyCount() {
        assertEquals(Set.of(VOS.x509().getSerialNumber()), list(LIST).orElseThrow().revoked());
        assertTrue(QUESTION.judge(RESPONSE, NOON).orElseThrow().revoked());
    }

    @Property(tries = 1_000)
    void whateverIsChangedNobodySaysAnythingElse(@ForAll @IntRange(max = 10_000) int place, @ForAll byte other) {
        list(changed(LIST, place, other)).ifPresent(read -> assertEquals(list(LIST), Optional.of(read)));
        QUESTION.judge(changed(RESPONSE, place, other), NOON).ifPresent(said -> assertEquals(QUESTION.judge(RESPONSE, NOON), Optional.of(said)));
    }

    @Property(tries = 500)
    void rubbishSaysNothing(@ForAll @Size(max = 500) byte[] octets) {
        assertEquals(Optional.empty(), list(octets));
        assertEquals(Optional.empty(), QUESTION.judge(octets, NOON));
    }

    @Property(tries = 300)
    void whatWasCutShortSaysNothing(@ForAll @IntRange(max = 10_000) int length) {
        assertEquals(Optional.empty(), list(Arrays.copyOf(LIST, length % LIST.length)));
        assertEquals(Optional.empty(), QUESTION.judge(Arrays.copyOf(RESPONSE, length % RESPONSE.length), NOON));
    }

    private static byte[] changed(byte[] whole, int place, byte other) {
        byte[] copy = whole.clone();
        copy[place % copy.length] = other;
        return copy;
    }

    private static Optional<RevocationList> list(byte[] octets) {
        return RevocationList.read(octets, VOS, CA.certificate(), URI.create(StatusWords.CRL), POLICY, NOON);
    }
}
