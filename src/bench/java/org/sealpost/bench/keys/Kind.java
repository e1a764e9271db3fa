package org.sealpost.bench.keys;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.openpgp.KeyVersion;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.smime.KeyKind;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeRecipient.Reads;

/** What is measured, in the order of the table: each of ours, and the program that it is compared with. */
public enum Kind {
    GPG("GnuPG, v4, Curve25519, MDC"),
    OPENPGP_V4("Sealpost, v4, Curve25519, MDC", GPG),
    /** GnuPG reads no v6, so the nearest that it does is beside it. */
    OPENPGP_V6("Sealpost, v6, X25519, AEAD", GPG),
    OPENSSL_CBC("OpenSSL, RSA 2048, AES-CBC"),
    SMIME_CBC("Sealpost, RSA 2048, AES-CBC", OPENSSL_CBC),
    OPENSSL_GCM("OpenSSL, RSA 2048 OAEP, AES-GCM"),
    SMIME_GCM("Sealpost, RSA 2048 OAEP, AES-GCM", OPENSSL_GCM);

    private final String words;
    private final Kind beside;

    Kind(String words) {
        this(words, null);
    }

    Kind(String words, Kind beside) {
        this.words = words;
        this.beside = beside;
    }

    String words() {
        return words;
    }

    /** Empty for those that ours are compared with. */
    Optional<Kind> beside() {
        return Optional.ofNullable(beside);
    }

    Contender begin() throws IOException {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        return switch (this) {
            case GPG -> new Gpg(new OpenPgp(clock, random, KeyVersion.FOUR));
            case OPENPGP_V4 -> new Ours(new OpenPgp(clock, random, KeyVersion.FOUR));
            case OPENPGP_V6 -> new Ours(new OpenPgp(clock, random, KeyVersion.SIX));
            case OPENSSL_CBC -> new Openssl(new Smime(clock, random), false);
            case OPENSSL_GCM -> new Openssl(new Smime(clock, random), true);
            case SMIME_CBC -> new Ours(new Smime(clock, random), KeyKind.RSA_2048, Reads.WHAT_ALL_DO);
            case SMIME_GCM -> new Ours(new Smime(clock, random), KeyKind.RSA_2048, Reads.RFC_8551);
        };
    }
}
