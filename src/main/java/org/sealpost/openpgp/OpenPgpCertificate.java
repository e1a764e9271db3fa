package org.sealpost.openpgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentSignature;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPUserId;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;

/**
 * A transferable public key (RFC 9580 §10.1), and what its own signatures say of it. Whatever depends on time is asked for a time;
 * components without a valid binding are as if they weren't there.
 */
public final class OpenPgpCertificate {

    /**
     * Whom a certificate names.
     *
     * @param address in angle brackets or alone; empty if there is none
     */
    public record UserId(String text, Optional<Address> address) { }

    private final OpenPGPCertificate inner;
    private final AlgorithmPolicy policy;
    private final CalledBack calledBack;

    OpenPgpCertificate(OpenPGPCertificate inner, AlgorithmPolicy policy, Operators operators) {
        this.inner = inner;
        this.policy = policy;
        this.calledBack = new CalledBack(operators, policy);
    }

    OpenPGPCertificate inner() {
        return inner;
    }

    /** Of the primary key: hexadecimal in capitals, 40 digits in version 4, 64 in version 6. */
    public String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(inner.getFingerprint());
    }

    /** Of all keys in it, the primary one first: a signature may name any. */
    public List<String> allFingerprints() {
        return inner.getKeys().stream().map(key -> HexFormat.of().withUpperCase().formatHex(key.getPGPPublicKey().getFingerprint())).toList();
    }

    /** 4 or 6. */
    public int version() {
        return inner.getPrimaryKey().getVersion();
    }

    /** The primary key's, with its size where one is chosen, for example {@code RSA 3072} or {@code EdDSA}. */
    public String algorithm() {
        OpenPGPComponentKey key = inner.getPrimaryKey();
        String name = policy.keyName(key.getAlgorithm());
        return name.equals("RSA") || name.equals("DSA") ? name + " " + key.getPGPPublicKey().getBitStrength() : name;
    }

    public Instant created() {
        return inner.getPrimaryKey().getCreationTime().toInstant();
    }

    /** When the primary key ends, as its signatures say at that time; empty if it doesn't. */
    public Optional<Instant> expires(Instant at) {
        return Optional.ofNullable(end(inner.getPrimaryKey(), Date.from(at))).map(Date::toInstant);
    }

    /** When the last of the keys that one may encrypt to at that time ends, and that of the primary key if there is none; empty if never. */
    public Optional<Instant> encryptsUntil(Instant at) {
        Optional<Instant> primary = expires(at);
        List<OpenPGPComponentKey> keys = encryptionKeys(at);
        Date then = Date.from(at);
        if (keys.isEmpty() || keys.stream().anyMatch(key -> end(key, then) == null)) {
            return primary;
        }
        Instant last = keys.stream().map(key -> end(key, then).toInstant()).max(Instant::compareTo).orElseThrow();
        return primary.filter(end -> end.isBefore(last)).or(() -> Optional.of(last));
    }

    /** Whether its owner called the whole certificate back; a key that was compromised counts as revoked ever since. */
    public boolean isRevoked(Instant at) {
        return calledBack.holds(inner.getPrimaryKey(), Date.from(at));
    }

    /** Those that the key itself binds to it, at that time. */
    public List<UserId> userIds(Instant at) {
        List<UserId> found = new ArrayList<>();
        for (OpenPGPUserId id : inner.getAllUserIds()) {
            if (id.isBoundAt(Date.from(at)) && !calledBack.holds(id, Date.from(at))) {
                found.add(new UserId(id.getUserId(), address(id.getUserId())));
            }
        }
        return found;
    }

    /** Whether one of its user ids is this mailbox. */
    public boolean names(Address address, Instant at) {
        return userIds(at).stream().anyMatch(id -> id.address().filter(address::equals).isPresent());
    }

    /** Whether one of its user ids says so, bound or not; good enough for finding somebody's revoked certificate, and for nothing else. */
    boolean claims(Address address) {
        return inner.getAllUserIds().stream().anyMatch(id -> address(id.getUserId()).filter(address::equals).isPresent());
    }

    /** Why nobody may be written to with it at that time; empty if one may. */
    public Optional<UnfitKey.Why> unfitForEncryption(Instant at) {
        return encryptionKeys(at).isEmpty() ? Optional.of(why(at, true)) : Optional.empty();
    }

    /** Why a signature made with it at that time proves nothing; empty if it does. */
    public Optional<UnfitKey.Why> unfitForSigning(Instant at) {
        return inner.getKeys().stream().anyMatch(key -> signs(key, at)) ? Optional.empty() : Optional.of(why(at, false));
    }

    /** In binary. */
    public Certificate certificate() {
        try {
            return new Certificate(inner.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As people paste it (RFC 9580 §6). */
    public String armored() {
        return Armor.written(certificate().octets(), Armor.Kind.PUBLIC_KEY);
    }

    /** The keys to encrypt to: all of them, since nobody knows which one is at hand. */
    List<OpenPGPComponentKey> encryptionKeys(Instant at) {
        Date then = Date.from(at);
        return inner.getKeys().stream().filter(key -> holds(key, then) && key.isEncryptionKey(then)
                && policy.keyEncrypts(key.getAlgorithm(), key.getPGPPublicKey().getBitStrength())).toList();
    }

    /** Whether a signature of this key, made then, counts. */
    boolean signs(OpenPGPComponentKey key, Instant at) {
        Date then = Date.from(at);
        return holds(key, then) && key.isSigningKey(then)
                && policy.keySigns(key.getAlgorithm(), key.getPGPPublicKey().getBitStrength(), at);
    }

    /** Bound by the primary key, which itself is good at that time; subkeys don't outlive it. */
    private boolean holds(OpenPGPComponentKey key, Date at) {
        return !key.getCreationTime().after(at) && inner.getPrimaryKey().isBoundAt(at) && !ended(inner.getPrimaryKey(), at)
                && key.isBoundAt(at) && !ended(key, at) && !calledBack.holds(inner.getPrimaryKey(), at) && !calledBack.holds(key, at);
    }

    private boolean ended(OpenPGPComponentKey key, Date at) {
        Date end = end(key, at);
        return end != null && !at.before(end);
    }

    /** As a user id's certification or a subkey's binding says; of the primary key also its direct signature, and in version 6 only that. */
    private Date end(OpenPGPComponentKey key, Date at) {
        Date bound = key.getKeyExpirationDateAt(at);
        if (!key.isPrimaryKey() || bound != null && version() < 6) {
            return bound;
        }
        OpenPGPComponentSignature direct = inner.getPrimaryKey().getLatestDirectKeySelfSignature(at);
        return direct != null && calledBack.verifies(direct) ? direct.getKeyExpirationTime() : bound;
    }

    private UnfitKey.Why why(Instant at, boolean encryption) {
        Date then = Date.from(at);
        OpenPGPComponentKey primary = inner.getPrimaryKey();
        if (calledBack.holds(primary, then)) {
            return UnfitKey.Why.REVOKED;
        }
        if (primary.getCreationTime().after(then)) {
            return UnfitKey.Why.NOT_YET;
        }
        if (ended(primary, then)) {
            return UnfitKey.Why.EXPIRED;
        }
        List<OpenPGPComponentKey> able = inner.getKeys().stream()
                .filter(key -> encryption ? key.getPGPPublicKey().isEncryptionKey() && key.isEncryptionKey(then) : key.isSigningKey(then)).toList();
        if (able.stream().anyMatch(key -> ended(key, then))) {
            return UnfitKey.Why.EXPIRED;
        }
        if (able.stream().anyMatch(key -> calledBack.holds(key, then))) {
            return UnfitKey.Why.REVOKED;
        }
        boolean weak = inner.getKeys().stream().anyMatch(key -> !(encryption && key.getPGPPublicKey().isEncryptionKey()
                ? policy.keyEncrypts(key.getAlgorithm(), key.getPGPPublicKey().getBitStrength())
                : policy.isAcceptablePublicKeyStrength(key.getAlgorithm(), key.getPGPPublicKey().getBitStrength())));
        return weak ? UnfitKey.Why.WEAK : UnfitKey.Why.NOT_FOR_THIS;
    }

    /** In angle brackets or alone. */
    static Optional<Address> address(String userId) {
        int open = userId.lastIndexOf('<');
        String written = open >= 0 && userId.endsWith(">") ? userId.substring(open + 1, userId.length() - 1) : userId;
        try {
            return Optional.of(Address.of(written));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }
}
