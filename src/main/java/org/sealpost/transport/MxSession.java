package org.sealpost.transport;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.sealpost.assurance.Evidence;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.SmtpConnection;

/** A connection to an MX host that is ready for MAIL FROM, and the verdict on it. */
final class MxSession {

    private final SmtpConnection connection;
    private final String host;
    private final String address;
    private final String policyClass;
    private final Optional<Presented> presented;
    private Verdict verdict;
    private Evidence.Policy applied;
    private int transactions;

    /** @param verdict of the policy under which the connection was made */
    MxSession(SmtpConnection connection, String host, String address, Optional<Presented> presented, Verdict verdict, TlsPolicy policy) {
        this.connection = connection;
        this.host = host;
        this.address = address;
        this.policyClass = policy.policyClass();
        this.presented = presented;
        this.verdict = verdict;
        this.applied = policy.applied();
    }

    SmtpConnection connection() {
        return connection;
    }

    String host() {
        return host;
    }

    /** Sessions of one host and one key are interchangeable before they are judged. */
    static String key(String host, String policyClass) {
        return host + " " + policyClass;
    }

    String key() {
        return key(host, policyClass);
    }

    boolean isTls() {
        return connection.session().isPresent();
    }

    int transactions() {
        return transactions;
    }

    boolean isReused() {
        return transactions > 0;
    }

    void countTransaction() {
        transactions++;
    }

    /** Says good-bye for good: no later connection begins where this one ended. */
    void end() {
        connection.quit();
        presented.ifPresent(Presented::forget);
    }

    /** Judges anew, for another domain's policy and for now. */
    boolean isAllowed(TlsPolicy policy, Instant now) {
        presented.ifPresent(shown -> verdict = policy.judge(shown, now));
        applied = policy.applied();
        return policy.allows(verdict) && (!policy.requiresTls() || connection.extensions().offer("REQUIRETLS"));
    }

    Evidence evidence(Instant now, Optional<Reply> reply) {
        return evidence(now, host, address, connection.session(), verdict, applied, reply);
    }

    static Evidence evidence(Instant now, String host, String address, Optional<ExtendedSSLSession> tls, Verdict verdict,
            Evidence.Policy applied, Optional<Reply> reply) {
        return new Evidence(now, host, Optional.of(address), tls.map(ExtendedSSLSession::getProtocol),
                tls.map(ExtendedSSLSession::getCipherSuite), tls.flatMap(MxSession::certificate), verdict.level(),
                verdict.reason(), applied, reply.map(Reply::summary));
    }

    private static Optional<Evidence.Certificate> certificate(ExtendedSSLSession tls) {
        try {
            X509Certificate leaf = (X509Certificate) tls.getPeerCertificates()[0];
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded());
            return Optional.of(new Evidence.Certificate(leaf.getSubjectX500Principal().getName(),
                    leaf.getIssuerX500Principal().getName(), leaf.getNotAfter().toInstant(),
                    HexFormat.of().formatHex(digest)));
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
