package org.sealpost.web.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Reason;
import org.sealpost.directory.User;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.GivenFile;
import org.sealpost.keyring.GivenFiles;
import org.sealpost.keyring.GivenKey;
import org.sealpost.keyring.GivenRevocation;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.keyring.Offer;
import org.sealpost.keyring.Source;
import org.sealpost.keyring.Standing;
import org.sealpost.keyring.Taken;
import org.sealpost.mail.Address;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** Takes files with keys into the keyring and says of each what became of it. */
@RequestScoped
class KeyIntake {

    @Inject
    private GivenFiles files;
    @Inject
    private Keyring keyring;
    @Inject
    private KnownKeys known;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;

    /** What became of one key. @param style of the icon before the words */
    public record Said(String style, String words) implements Serializable { }

    /** What became of a file. @param asked keys of which a person has to say whose they are */
    record Result(List<Said> said, List<AskedKey> asked) { }

    /** @param name of the file, or what stands for it in a sentence */
    Result take(String name, byte[] octets, Source source) {
        GivenFile file = files.read(octets);
        List<Said> said = new ArrayList<>();
        List<AskedKey> asked = new ArrayList<>();
        file.refusal().ifPresent(why -> said.add(refused(name, why)));
        for (GivenKey key : file.keys()) {
            take(name, key, source, said, asked);
        }
        file.revocations().forEach(one -> said.addAll(take(name, one, source)));
        return new Result(said, asked);
    }

    Said refused(String name, Reason why) {
        return new Said("is-blocked", phrases().say("keyimport.refused", name, phrases().say(why)));
    }

    /** As a person said that it is. */
    List<Said> take(AskedKey key) {
        return key.chosen().stream().map(address -> offer(key.given(), address, key.source())).toList();
    }

    private void take(String name, GivenKey key, Source source, List<Said> said, List<AskedKey> asked) {
        // what is new in it, above all a revocation, concerns every address it is kept for, though it may name none of them any more
        List<Address> kept = known.addresses(user().accountId(), key.standard(), key.fingerprint());
        kept.forEach(address -> said.add(offer(key, address, source)));
        List<Address> fresh = key.addresses().stream().filter(address -> !kept.contains(address)).toList();
        if (key.unfit().isPresent()) {
            if (kept.isEmpty()) {
                said.add(refused(name, key.unfit().get()));
            }
        } else if (fresh.size() == 1 && kept.isEmpty()) {
            said.add(offer(key, fresh.get(0), source));
        } else if (!fresh.isEmpty()) {
            asked.add(new AskedKey(name, key, fresh, source));
        } else if (kept.isEmpty()) {
            said.add(refused(name, Reason.of("keyring.nobody")));
        }
    }

    private List<Said> take(String name, GivenRevocation revocation, Source source) {
        List<Said> said = revocation.keyIds().stream().flatMap(id -> known.addresses(user().accountId(), id).stream()).distinct().map(address -> {
            Offer offer = new Offer(Standard.OPENPGP, address, revocation.alone(), source, true);
            return keyring.offer(user().accountId(), offer, user().address().toString()).refusal().map(why -> refused(address.toString(), why))
                    .orElseGet(() -> new Said("is-warn", phrases().say("keyimport.revoked", address)));
        }).toList();
        return said.isEmpty() ? List.of(refused(name, Reason.of("keyring.revocation"))) : said;
    }

    private Said offer(GivenKey key, Address address, Source source) {
        Optional<Standing> before = standing(key, address);
        Taken taken = keyring.offer(user().accountId(), new Offer(key.standard(), address, key.certificate(), source, true), user().address().toString());
        if (taken.refusal().isPresent()) {
            return refused(address.toString(), taken.refusal().get());
        }
        Standing standing = taken.standing().orElseThrow();
        boolean useless = standing == Standing.PINNED
                && keyring.usable(user().accountId(), address).stream().noneMatch(one -> one.standard() == key.standard());
        return useless ? new Said("is-warn", phrases().say("keyimport.useless", address))
                : new Said(style(standing), phrases().say("keyimport." + standing + (before.equals(taken.standing()) ? ".again" : ""), address));
    }

    private Optional<Standing> standing(GivenKey key, Address address) {
        return keyring.of(user().accountId(), address).stream()
                .filter(one -> one.standard() == key.standard() && one.fingerprint().equals(key.fingerprint())).map(one -> one.standing()).findFirst();
    }

    private static String style(Standing standing) {
        return switch (standing) {
            case PINNED -> "is-ok";
            case PENDING -> "is-waiting";
            case REJECTED, REPLACED -> "is-blocked";
        };
    }

    private User user() {
        return signedIn.user();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.keys.keys");
    }
}
