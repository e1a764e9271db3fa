package org.sealpost.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sealpost.mail.Domain;
import org.sealpost.mail.RawMessage;

/** Signs what leaves (RFC 6376 §5, RFC 8463): relaxed, the whole body, and more fields than there are, so that none can be added. */
public final class DkimSigner {

    private static final List<String> SIGNED = List.of("from", "from", "to", "to", "cc", "cc", "subject", "subject", "date", "date", "message-id",
            "message-id", "in-reply-to", "references", "reply-to", "reply-to", "sender", "sender", "mime-version", "content-type", "content-type",
            "content-transfer-encoding", "auto-submitted", "autocrypt", "autocrypt", "tls-report-domain", "tls-report-domain", "tls-report-submitter",
            "tls-report-submitter");

    /** @param algorithm {@code rsa-sha256} or {@code ed25519-sha256} */
    public record Key(Domain domain, String selector, String algorithm, PrivateKey key) { }

    private final InstantSource clock;

    public DkimSigner(InstantSource clock) {
        this.clock = clock;
    }

    /** The fields to put above the message, one for each key, each ended by CRLF. */
    public String sign(RawMessage message, List<Key> keys) throws IOException {
        try (SplitMessage split = SplitMessage.of(message)) {
            BodyHash hash = new BodyHash(Canonicalization.RELAXED);
            byte[] block = new byte[16 * 1024];
            for (int some = split.body().read(block); some >= 0; some = split.body().read(block)) {
                hash.update(block, some);
            }
            String body = Base64.getEncoder().encodeToString(hash.finish());
            List<String> fields = new ArrayList<>();
            for (Key key : keys) {
                fields.add(field(key, body, split));
            }
            return String.join("", fields);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a DKIM key can't sign", e);
        }
    }

    /** What a domain publishes of a key, the whole TXT record. */
    public static String record(String algorithm, PublicKey key) {
        return "v=DKIM1; k=" + algorithm.substring(0, algorithm.indexOf('-')) + "; p=" + Base64.getEncoder().encodeToString(DkimKey.published(key));
    }

    private String field(Key key, String body, SplitMessage message) throws GeneralSecurityException {
        String unsigned = "DKIM-Signature: v=1; a=" + key.algorithm() + "; c=relaxed/relaxed; d=" + key.domain().name() + "; s=" + key.selector()
                + ";\r\n t=" + clock.instant().getEpochSecond() + "; h=" + String.join(":\r\n ", chunked()) + ";\r\n bh=" + body + ";\r\n b=";
        DkimSignature signature = DkimSignature.of(unsigned + "\r\n").orElseThrow();
        byte[] signed = signature.signed(message).getBytes(ISO_8859_1);
        boolean rsa = key.algorithm().startsWith("rsa");
        Signature signing = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
        signing.initSign(key.key());
        signing.update(rsa ? signed : MessageDigest.getInstance("SHA-256").digest(signed));
        return unsigned + String.join("\r\n ", Base64.getEncoder().encodeToString(signing.sign()).split("(?<=\\G.{72})")) + "\r\n";
    }

    private static List<String> chunked() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < SIGNED.size(); i += 6) {
            lines.add(String.join(":", SIGNED.subList(i, Math.min(SIGNED.size(), i + 6))));
        }
        return lines;
    }
}
