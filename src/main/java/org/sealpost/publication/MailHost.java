package org.sealpost.publication;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import org.sealpost.dns.Tlsa;
import org.sealpost.mtasts.StsPolicy;
import org.sealpost.wire.CertificateFiles;

/**
 * What our own host offers.
 *
 * @param name its name, without a trailing dot: the MX host, and where programs hand in
 * @param web where browsers find us, a host name
 * @param submission port with STARTTLS
 * @param submissions port with TLS from the first octet
 * @param mode what its MTA-STS policy asks of senders
 * @param certificate what it shows; empty: it doesn't listen
 */
public record MailHost(String name, String web, Optional<Integer> submission, Optional<Integer> submissions, StsPolicy.Mode mode,
        Optional<CertificateFiles> certificate) {

    private static final System.Logger LOG = System.getLogger(MailHost.class.getName());

    /** What a TLSA record must say of the certificate's key: DANE-EE, SPKI, SHA-256 (RFC 7672 §3.1.1). Empty if it can't be read now. */
    Optional<Tlsa> tlsa() {
        return certificate.flatMap(files -> {
            try {
                byte[] key = files.read().chain().get(0).getPublicKey().getEncoded();
                return Optional.of(new Tlsa(3, 1, 1, MessageDigest.getInstance("SHA-256").digest(key)));
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                LOG.log(Level.WARNING, "the certificate in {0} can''t be read: {1}", files.file(), e.getMessage());
                return Optional.empty();
            }
        });
    }
}
