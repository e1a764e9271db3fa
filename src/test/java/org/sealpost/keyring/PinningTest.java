package org.sealpost.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.keyring.Pinning.Found;
import org.sealpost.keyring.Pinning.Kept;
import org.sealpost.keyring.Pinning.Refresh;
import org.sealpost.keyring.Pinning.Refuse;
import org.sealpost.keyring.Pinning.Take;
import org.sealpost.keyring.Pinning.Verdict;
import org.sealpost.mail.Address;

class PinningTest {

    private static final Address VOS = Address.of("vos@peer.test");
    private static final Take PINNED = new Take(Standing.PINNED, Optional.empty());
    private static final Take PENDING = new Take(Standing.PENDING, Optional.empty());

    @ParameterizedTest
    @CsvSource({"FILE, false, PINNED", "PASTE, false, PINNED", "MANUAL, false, PINNED", "WKD, false, PINNED", "AUTOCRYPT, true, PINNED",
        "AUTOCRYPT, false, PENDING", "SIGNED_MAIL, true, PINNED", "SIGNED_MAIL, false, PENDING", "KEY_SERVER, false, PENDING",
        "KEY_SERVER, true, PENDING", "OPENPGPKEY, true, PINNED", "SMIMEA, true, PINNED"})
    void theFirstIsPinnedIfItsSourceMayBindIt(Source source, boolean proven, Standing standing) {
        assertEquals(new Take(standing, Optional.empty()), judge(found("A", source, proven)));
    }

    @ParameterizedTest
    @CsvSource({"OPENPGPKEY", "SMIMEA"})
    void whatTheDnsSaysUnsignedIsNotTakenIn(Source source) {
        assertEquals(new Refuse(Reason.of("keyring.unproven")), judge(found("A", source, false)));
    }

    @ParameterizedTest
    @EnumSource(value = Standing.class, names = "PENDING", mode = Mode.EXCLUDE)
    void anotherOneWaitsWhateverBecameOfTheFirst(Standing standing) {
        for (Source source : List.of(Source.FILE, Source.WKD, Source.MANUAL)) {
            assertEquals(PENDING, judge(found("B", source, true), kept("A", standing, true)));
        }
    }

    @Test
    void theOtherStandardHasAFirstOfItsOwn() {
        Kept smime = new Kept(Standard.SMIME, "A", Standing.PINNED, true);
        assertEquals(PINNED, judge(found("A", Source.WKD, false), smime));
        assertEquals(PENDING, judge(found("B", Source.WKD, false), smime, kept("A", Standing.PINNED, true)));
    }

    @Test
    void whatNobodyProvedDoesNotKeepTheDomainsWordFromBeingTheFirst() {
        assertEquals(PINNED, judge(found("B", Source.WKD, false), kept("A", Standing.PENDING, false)));
    }

    @Test
    void theSameAgainIsRefreshedAndStaysWhatItIs() {
        for (Standing standing : List.of(Standing.PINNED, Standing.REJECTED, Standing.REPLACED)) {
            assertEquals(new Refresh(false, true), judge(found("A", Source.WKD, true), kept("A", standing, true)));
        }
        Kept[] changed = {kept("A", Standing.PINNED, true), kept("B", Standing.PENDING, true)};
        assertEquals(new Refresh(false, true), judge(found("B", Source.FILE, true), changed), "insisting replaces nothing");
    }

    @Test
    void whatWaitedForProofIsPinnedWithProofIfItIsTheFirst() {
        Kept waiting = kept("A", Standing.PENDING, false);
        assertEquals(new Refresh(true, true), judge(found("A", Source.WKD, false), waiting));
        assertEquals(new Refresh(false, false), judge(found("A", Source.KEY_SERVER, false), waiting));
        assertEquals(new Refresh(false, true), judge(found("A", Source.WKD, false), waiting, kept("B", Standing.PINNED, true)));
        assertEquals(new Refresh(false, true), judge(found("A", Source.WKD, false), waiting, kept("B", Standing.REJECTED, true)));
        Found revoked = new Found(Standard.OPENPGP, "A", true, Optional.of(UnfitKey.Why.REVOKED), Source.WKD, false);
        assertEquals(new Refresh(false, false), judge(revoked, waiting));
    }

    @Test
    void revocationOfWhatIsKnownIsTakenInThoughItNamesNobodyAnyMore() {
        Found revoked = new Found(Standard.OPENPGP, "A", false, Optional.of(UnfitKey.Why.REVOKED), Source.KEY_SERVER, false);
        assertEquals(new Refresh(false, true), judge(revoked, kept("A", Standing.PINNED, true)));
    }

    @ParameterizedTest
    @CsvSource({"EXPIRED, keyring.expired", "REVOKED, keyring.revoked", "WEAK, keyring.weak", "NOT_FOR_THIS, keyring.notforthis",
        "NOT_YET, keyring.notyet", "MALFORMED, keyring.malformed"})
    void whatCanNotBeUsedIsNotTakenIn(UnfitKey.Why why, String reason) {
        assertEquals(new Refuse(Reason.of(reason)), judge(new Found(Standard.OPENPGP, "A", true, Optional.of(why), Source.FILE, true)));
    }

    @Test
    void whatNamesSomebodyElseIsNotTakenInWhoeverBringsIt() {
        for (Source source : Source.values()) {
            assertEquals(new Refuse(Reason.of("keyring.others", "vos@peer.test")),
                    judge(new Found(Standard.OPENPGP, "A", false, Optional.empty(), source, true)));
        }
    }

    @Test
    void fiveMayWait() {
        List<Kept> kept = waiting(4, true);
        assertEquals(PENDING, judge(found("X", Source.WKD, false), kept));
        kept = waiting(5, true);
        assertEquals(new Refuse(Reason.of("keyring.crowded")), judge(found("X", Source.WKD, false), kept));
        assertEquals(new Refuse(Reason.of("keyring.crowded")), judge(found("X", Source.KEY_SERVER, false), kept));
    }

    @Test
    void whatAnybodyMaySendDoesNotKeepOutWhatTheDomainSays() {
        List<Kept> kept = waiting(5, false);
        assertEquals(new Refuse(Reason.of("keyring.crowded")), judge(found("X", Source.AUTOCRYPT, false), kept));
        assertEquals(new Take(Standing.PENDING, Optional.of(kept.get(1))), judge(found("X", Source.WKD, false), kept), "the oldest gives way");
    }

    @Test
    void twentyAreKept() {
        List<Kept> kept = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            kept.add(kept("R" + i, i == 0 ? Standing.PINNED : Standing.REJECTED, true));
        }
        assertEquals(new Refuse(Reason.of("keyring.full")), judge(found("X", Source.WKD, false), kept));
        Found smime = new Found(Standard.SMIME, "X", true, Optional.empty(), Source.FILE, true);
        assertEquals(new Refuse(Reason.of("keyring.full")), judge(smime, kept));
        assertEquals(PENDING, judge(found("X", Source.WKD, false), kept.subList(0, 19)));
        assertEquals(new Refresh(false, true), judge(found("R3", Source.WKD, false), kept), "a revocation always has room");
    }

    private static List<Kept> waiting(int count, boolean bound) {
        List<Kept> kept = new ArrayList<>(List.of(kept("A", Standing.PINNED, true)));
        for (int i = 0; i < count; i++) {
            kept.add(kept("W" + i, Standing.PENDING, bound));
        }
        return kept;
    }

    private static Verdict judge(Found found, Kept... kept) {
        return judge(found, List.of(kept));
    }

    private static Verdict judge(Found found, List<Kept> kept) {
        return Pinning.judge(VOS, found, kept);
    }

    private static Found found(String fingerprint, Source source, boolean proven) {
        return new Found(Standard.OPENPGP, fingerprint, true, Optional.empty(), source, proven);
    }

    private static Kept kept(String fingerprint, Standing standing, boolean binds) {
        return new Kept(Standard.OPENPGP, fingerprint, standing, binds);
    }
}
