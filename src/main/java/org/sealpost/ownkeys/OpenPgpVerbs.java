package org.sealpost.ownkeys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.OpenPgpCertificate;

/** OpenPGP keys. */
final class OpenPgpVerbs implements KeyVerbs {

    private final OpenPgp openPgp;

    OpenPgpVerbs(OpenPgp openPgp) {
        this.openPgp = openPgp;
    }

    @Override
    public KeyFacts facts(Certificate certificate, Instant at) throws UnfitKey {
        OpenPgpCertificate read = openPgp.keys().certificate(certificate.octets());
        Optional<Instant> ends = read.expires(at);
        Instant alive = ends.filter(end -> !at.isBefore(end)).map(end -> end.minusSeconds(1)).orElse(at);
        List<Address> named = read.userIds(alive).stream().flatMap(id -> id.address().stream()).toList();
        return new KeyFacts(Standard.OPENPGP, read.fingerprint(), read.certificate(), read.algorithm(), named, read.created(), ends,
                read.unfitForSigning(at), Optional.empty());
    }

    @Override
    public Certificate certificate(SecretKey key) throws UnfitKey {
        try {
            return openPgp.keys().selfSigned(openPgp.keys().certificate(openPgp.certificate(key).octets())).certificate();
        } catch (IllegalArgumentException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
    }

    @Override
    public SecretKey unlocked(byte[] file, char[] passphrase) throws UnfitKey {
        return openPgp.files().unlocked(file, passphrase);
    }

    @Override
    public byte[] locked(SecretKey key, char[] passphrase) {
        return openPgp.files().locked(key, passphrase);
    }

    @Override
    public String text(Certificate certificate) throws UnfitKey {
        return openPgp.keys().certificate(certificate.octets()).armored();
    }
}
