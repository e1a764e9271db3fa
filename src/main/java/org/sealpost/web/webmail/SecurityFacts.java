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
        return new Said(line.strip(), style(finding, judged, good), details(finding, judged, author, good));
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
        return verdict(judged.get(0), author);
    }

    /** What one signature is worth, in a sentence. */
    private String verdict(Judged one, Correspondent author) {
        // the name is whatever its author likes to be called, and letters of other scripts look alike; the key is known for the address
        String whose = author.address().toString();
        if (one.worth() != Worth.SIGNED) {
            return phrases().say("secured." + one.worth().name().toLowerCase(Locale.ROOT), whose);
        }
        ContactCertificate key = one.certificate().orElseThrow();
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

    private List<Chip.Fact> details(Finding finding, List<Judged> judged, Correspondent author, boolean good) {
        List<Chip.Fact> facts = new ArrayList<>();
        finding.standard().ifPresent(standard -> facts.add(fact("standard", phrases().say("secured.standard." + standard.name().toLowerCase(Locale.ROOT)))));
        if (!finding.cipher().isEmpty()) {
            facts.add(fact("cipher", finding.cipher()));
        }
        header(finding, good).ifPresent(words -> facts.add(fact("header", phrases().say("secured.header." + words))));
        for (int at = 0; at < judged.size(); at++) {
            if (judged.size() > 1) {
                facts.add(new Chip.Fact(phrases().say("secured.fact.signature", at + 1),
                        finding.authorDiffers() ? phrases().say("secured.differs") : verdict(judged.get(at), author)));
            }
            facts.addAll(signature(judged.get(at)));
        }
        return facts;
    }

    /** What protects subject and names; empty if nothing is proven that could protect them. */
    private static Optional<String> header(Finding finding, boolean good) {
        boolean opened = finding.encryption() == Encryption.OPENED;
        if (!opened && !good) {
            return Optional.empty();
        }
        return Optional.of(finding.headerProtected() ? "inside" : opened ? "unencrypted" : "unsigned");
    }

    /** A signature that isn't verified only claims its key, and its time not even that much. */
    private List<Chip.Fact> signature(Judged one) {
        List<Chip.Fact> facts = new ArrayList<>();
        boolean verified = one.signed().found().standing() == Standing.GOOD;
        if (!one.signed().found().fingerprint().isEmpty()) {
            facts.add(fact(verified ? "fingerprint" : "claimed", Fingerprint.grouped(one.signed().found().fingerprint())));
        }
        one.signed().found().made().filter(at -> verified && one.certificate().isPresent()).ifPresent(made -> facts.add(fact("made", moments.said(made))));
        one.certificate().filter(key -> verified).ifPresent(key -> {
            facts.add(fact("source", phrases().say("key.source." + key.source().name())));
            key.decidedBy().ifPresent(by -> facts.add(fact("decided", by + ", " + moments.day(key.decidedAt().orElse(null)))));
        });
        return facts;
    }

    private Chip.Fact fact(String name, String value) {
        return new Chip.Fact(phrases().say("secured.fact." + name), value);
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
