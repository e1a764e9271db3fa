package org.sealpost.smime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.Store;
import org.sealpost.smime.SignatureJudge.Known;

/**
 * The signature around a whole MIME entity, in either form (RFC 8551 §3.5). One deeper inside covers a part only and is none of the entity's:
 * it stays where it is, unjudged.
 */
final class SignedLayer {

    private static final int PIECE = 32 << 10;

    private final SignatureJudge judge;
    private final Limits limits;

    SignedLayer(SignatureJudge judge, Limits limits) {
        this.judge = judge;
        this.limits = limits;
    }

    /** Writes the content without its signature, or all of it if it has none. @return empty if it isn't signed */
    List<SmimeSignature> read(InputStream entity, OutputStream content, Known known, Instant now) throws IOException, CMSException {
        BufferedInputStream in = new BufferedInputStream(entity, PIECE);
        EntityHead head = EntityHead.peek(in);
        switch (head.kind()) {
            case SIGNED -> {
                in.skipNBytes(head.octets());
                InputStream decoded = body(in, head);
                List<SmimeSignature> signatures = opaque(decoded, content, known, now);
                in.transferTo(OutputStream.nullOutputStream());
                return signatures;
            }
            case SIGNED_APART -> {
                in.skipNBytes(head.octets());
                Digests digests = new Digests();
                byte[] signature = new MultipartSigned(head.boundary(), limits).read(in, digests.beside(content));
                return apart(digests, signature, known, now);
            }
            default -> {
                in.transferTo(content);
                return List.of();
            }
        }
    }

    static InputStream body(InputStream in, EntityHead head) throws BerGuard.Unreadable {
        return switch (head.encoding()) {
            case "base64" -> new StrictBase64(in);
            case "7bit", "8bit", "binary" -> in;
            default -> throw new BerGuard.Unreadable("an encoding that CMS isn't sent in");
        };
    }

    /** SignedData with its content. */
    List<SmimeSignature> opaque(InputStream cms, OutputStream content, Known known, Instant now) throws IOException, CMSException {
        BerGuard guard = new BerGuard(cms, limits);
        BufferedInputStream in = new BufferedInputStream(guard, PIECE);
        in.mark(CmsType.PEEK);
        byte[] begin = in.readNBytes(CmsType.PEEK);
        in.reset();
        if (CmsType.peek(begin) != CmsType.SIGNED) {
            throw new BerGuard.Unreadable("no SignedData");
        }
        try {
            CMSSignedDataParser parser = new CMSSignedDataParser(new JcaDigestCalculatorProviderBuilder().build(), in);
            CMSTypedStream signed = parser.getSignedContent();
            if (signed == null || !signed.getContentType().equals(CMSObjectIdentifiers.data)) {
                throw new BerGuard.Unreadable("SignedData without content, or of something else");
            }
            signed.getContentStream().transferTo(content);
            Store<X509CertificateHolder> beside = certificates(parser);
            List<SmimeSignature> signatures = judge.judge(parser.getSignerInfos(), beside, known, now);
            in.transferTo(OutputStream.nullOutputStream());
            if (!guard.isWhole()) {
                throw new BerGuard.Unreadable("it ends too early");
            }
            return signatures;
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The library's type says less than its documentation. */
    @SuppressWarnings("unchecked")
    private static Store<X509CertificateHolder> certificates(CMSSignedDataParser parser) throws CMSException {
        return parser.getCertificates();
    }

    /** SignedData over octets whose digests are known, whatever content it brings itself; of what can't be read one bad signature. */
    List<SmimeSignature> apart(Digests digests, byte[] signature, Known known, Instant now) {
        try {
            BerGuard guard = new BerGuard(new ByteArrayInputStream(signature), limits);
            byte[] whole = guard.readAllBytes();
            if (!guard.isWhole() || CmsType.peek(whole) != CmsType.SIGNED) {
                return List.of(SignatureJudge.none());
            }
            CMSSignedData data = new CMSSignedData(digests.byIdentifier(), whole);
            if (!data.getSignedContentTypeOID().equals(CMSObjectIdentifiers.data.getId())) {
                return List.of(SignatureJudge.none());
            }
            return judge.judge(data.getSignerInfos(), data.getCertificates(), known, now);
        } catch (IOException | CMSException | RuntimeException e) {
            // the parser throws runtime exceptions for much that is malformed
            return List.of(SignatureJudge.none());
        }
    }
}
