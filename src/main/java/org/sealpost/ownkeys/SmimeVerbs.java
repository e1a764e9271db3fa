package org.sealpost.ownkeys;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.Fitness;
import org.sealpost.smime.Pkcs12File;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeCertificate;

/** Keys with X.509 certificates. */
final class SmimeVerbs implements KeyVerbs {

    private final Smime smime;
    private final Fitness fitness;

    SmimeVerbs(Smime smime, Fitness fitness) {
        this.smime = smime;
        this.fitness = fitness;
    }

    @Override
    public KeyFacts facts(Certificate certificate, Instant at) throws UnfitKey {
        List<SmimeCertificate> chain = SmimeCertificate.chain(certificate);
        SmimeCertificate own = chain.get(0);
        return new KeyFacts(Standard.SMIME, own.fingerprint().toUpperCase(Locale.ROOT), certificate, own.algorithm(), own.addresses(),
                own.validFrom(), Optional.of(own.validUntil()), fitness.signing(own, at),
                own.isSelfSigned() ? Optional.empty() : Optional.of(own.issuer()));
    }

    @Override
    public Certificate certificate(SecretKey key) throws UnfitKey {
        try {
            return smime.certificate(key);
        } catch (IllegalArgumentException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
    }

    @Override
    public SecretKey unlocked(byte[] file, char[] passphrase) throws UnfitKey {
        return Pkcs12File.read(file, passphrase);
    }

    @Override
    public byte[] locked(SecretKey key, char[] passphrase) {
        return Pkcs12File.write(key, passphrase);
    }

    @Override
    public String text(Certificate certificate) throws UnfitKey {
        return SmimeCertificate.chain(certificate).stream().map(SmimeCertificate::pem).collect(Collectors.joining());
    }
}
