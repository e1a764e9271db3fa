package org.sealpost.smime;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.sealpost.mail.Address;

/** An authority that issues certificates to whoever asks. */
public final class Issuing {

    private static final Instant NOW = Instant.now();
    private static final Identity AUTHORITY = new Correspondents.Paper().subject("CN=Issuing").authority()
            .valid(NOW.minus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(900))).selfSigned();

    private Issuing() { }

    /** The answer to a request, with its chain, in PEM. */
    public static byte[] certificate(byte[] request, Address named) {
        try {
            KeyPair theirs = new KeyPair(new JcaPKCS10CertificationRequest(request).getPublicKey(), null);
            SmimeCertificate issued = new Correspondents.Paper().subject("CN=Somebody").key(theirs).names(new GeneralName(GeneralName.rfc822Name, named.toString()))
                    .valid(NOW.minus(Duration.ofMinutes(5)), NOW.plus(Duration.ofDays(300))).issuedBy(AUTHORITY).certificate();
            return Stream.of(AUTHORITY.certificate(), issued).map(SmimeCertificate::pem).collect(Collectors.joining()).getBytes(StandardCharsets.US_ASCII);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
