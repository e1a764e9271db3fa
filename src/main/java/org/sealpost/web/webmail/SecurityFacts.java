package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.endtoend.Finding;
import org.sealpost.endtoend.Finding.Encryption;
import org.sealpost.endtoend.Finding.Signed;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.Standard;
import org.sealpost.keyring.ContactCertificate;
import org.sealpost.keyring.Keyring;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.mime.Correspondent;
import org.sealpost.web.Fingerprint;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;
import org.sealpost.web.compose.Chip;

/**
 * What is said of an encrypted or signed message. Somebody is named as its signer only if the signature is good, covers all that is shown, its
 * key is the one in use for exactly the author's address, and the author inside is the one outside.
 */
@RequestScoped
class SecurityFacts {

    /** @param style of its icon */
    record Said(String line, String style, List<Chip.Fact> details) { }

    /** What a signature is worth here; the first is worth most. */
    private enum Worth { SIGNED, BEFORE, PENDING, STRANGER, REFUSED, UNFIT, WEAK, BROKEN_SIGNATURE }

    private record Judged(Signed signed, Worth worth, Optional<ContactCertificate> certificate) { }

    @Inject
    private Keyring keyring;
    @Inject
    private KnownKeys known;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;

    /** @param author who is shown as such */
    Said of(long accountId, Correspondent author, Finding finding) {
        List<ContactCertificate> contacts = keyring.of(accountId, author.address());
        List<Judged> judged = finding.signatures().stream().map(one -> judged(one, contacts)).sorted(Comparator.comparing(Judged::worth)).toList();
        boolean good = judged.stream().anyMatch(one -> one.worth() == Worth.SIGNED) && !finding.authorDiffers();
        String line = (finding.isEncrypted() ? phrases().say("secured." + encryption(finding)) + " " : "") + signature(finding, judged, author);
        return new Said(line.strip(), style(finding, judged, good), details(finding, judged));
    }

    private Judged judged(Signed signed, List<ContactCertificate> contacts) {
        Optional<ContactCertificate> certificate = contacts.stream().filter(one -> one.standard() == signed.standard()
                && one.fingerprint().equalsIgnoreCase(signed.found().fingerprint())).findFirst();
        Worth worth = worth(signed.found().standing(), certificate);
        // what was found when the message came is asked again: since then the key may have been called back
        boolean over = worth == Worth.SIGNED || worth == Worth.BEFORE;
        over &= certificate.filter(one -> known.isCalledBack(one, signed.found().made().orElse(Instant.EPOCH))).isPresent();
        return new Judged(signed, over ? Worth.UNFIT : worth, certificate);
    }

    private static Worth worth(Standing standing, Optional<ContactCertificate> certificate) {
        return switch (standing) {
            case BAD -> Worth.BROKEN_SIGNATURE;
            case WEAK -> Worth.WEAK;
            case UNFIT_KEY -> Worth.UNFIT;
            case UNKNOWN_SIGNER -> Worth.STRANGER;
            case GOOD -> certificate.isEmpty() ? Worth.STRANGER : switch (certificate.get().standing()) {
                case PINNED -> Worth.SIGNED;
                case REPLACED -> Worth.BEFORE;
                case PENDING -> Worth.PENDING;
                case REJECTED -> Worth.REFUSED;
            };
        };
    }

    private static String encryption(Finding finding) {
        boolean unproven = finding.encryption() == Encryption.OPENED && !finding.authenticated();
        return unproven ? "unproven" : finding.encryption().name().toLowerCase(Locale.ROOT);
    }

    private String signature(Finding finding, List<Judged> judged, Correspondent author) {
        if (finding.authorDiffers()) {
            return phrases().say("secured.differs");
        }
        if (judged.isEmpty()) {
            return finding.encryption() == Encryption.OPENED ? phrases().say("secured.unsigned") : "";
        }
        Judged best = judged.get(0);
        // the name is whatever its author likes to be called, and letters of other scripts look alike; the key is known for the address
        String whose = author.address().toString();
        if (best.worth() != Worth.SIGNED) {
            return phrases().say("secured." + best.worth().name().toLowerCase(Locale.ROOT), whose);
        }
        ContactCertificate key = best.certificate().orElseThrow();
        return key.decidedAt().isPresent() && key.decidedBy().isPresent()
                ? phrases().say("secured.signed.confirmed", whose, moments.day(key.decidedAt().get()))
                : phrases().say("secured.signed", whose, moments.day(key.firstSeen()));
    }

    private static String style(Finding finding, List<Judged> judged, boolean good) {
        boolean closed = finding.isEncrypted() && finding.encryption() != Encryption.OPENED || !finding.authenticated();
        if (closed || finding.authorDiffers() || !good && !judged.isEmpty()) {
            return "is-warn";
        }
        if (!finding.isEncrypted()) {
            return "is-inbox";
        }
        return finding.standard().filter(Standard.SMIME::equals).isPresent() ? "is-smime" : "is-pgp";
    }

    private List<Chip.Fact> details(Finding finding, List<Judged> judged) {
        List<Chip.Fact> facts = new ArrayList<>();
        finding.standard().ifPresent(standard -> facts.add(fact("standard", phrases().say("secured.standard." + standard.name().toLowerCase(Locale.ROOT)))));
        if (!finding.cipher().isEmpty()) {
            facts.add(fact("cipher", finding.cipher()));
        }
        if (finding.encryption() == Encryption.OPENED || !judged.isEmpty()) {
            facts.add(fact("header", phrases().say(finding.headerProtected() ? "secured.header.inside" : "secured.header.outside")));
        }
        for (Judged one : judged) {
            if (!one.signed().found().fingerprint().isEmpty()) {
                facts.add(fact("fingerprint", Fingerprint.grouped(one.signed().found().fingerprint())));
            }
            one.signed().found().made().ifPresent(made -> facts.add(fact("made", moments.said(made))));
            one.certificate().ifPresent(key -> {
                facts.add(fact("source", phrases().say("key.source." + key.source().name())));
                key.decidedBy().ifPresent(by -> facts.add(fact("decided", by + ", " + moments.day(key.decidedAt().orElse(null)))));
            });
        }
        return facts;
    }

    private Chip.Fact fact(String name, String value) {
        return new Chip.Fact(phrases().say("secured.fact." + name), value);
    }


    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
