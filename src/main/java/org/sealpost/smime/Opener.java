package org.sealpost.smime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSTypedStream;
import org.bouncycastle.cms.KeyAgreeRecipientId;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.NotOpened.Why;
import org.sealpost.smime.AlgorithmPolicy.Use;
import org.sealpost.smime.SignatureJudge.Known;

/** Decrypts EnvelopedData and AuthEnvelopedData, and takes the signature apart that stands around the whole content. */
final class Opener {

    /** How many entries for one key are tried: each costs an operation with it. */
    private static final int TRIES = 3;
    private static final int PIECE = 32 << 10;

    private final AlgorithmPolicy policy;
    private final Limits limits;
    private final Provider provider;
    private final SecureRandom random;
    private final SignedLayer signed;

    Opener(AlgorithmPolicy policy, Limits limits, Provider provider, SecureRandom random, SignedLayer signed) {
        this.policy = policy;
        this.limits = limits;
        this.provider = provider;
        this.random = random;
        this.signed = signed;
    }

    /** @param sealed what {@code source} yields, decoded if need be */
    SmimeOpened open(Source source, InputStream sealed, OutputStream clear, List<Identity> keys, Known known, Instant now)
            throws IOException, NotOpened {
        Sink sink = new Sink(clear, limits.clear());
        try {
            return open(new BerGuard(sealed, limits), sink, keys, known, now);
        } catch (IOException | CMSException | RuntimeException e) {
            // the parser throws runtime exceptions for much that is malformed
            source.check();
            sink.check();
            throw Failure.of(e);
        }
    }

    private SmimeOpened open(BerGuard guard, Sink sink, List<Identity> keys, Known known, Instant now) throws IOException, CMSException, NotOpened {
        BufferedInputStream in = new BufferedInputStream(guard, PIECE);
        in.mark(CmsType.PEEK);
        byte[] begin = in.readNBytes(CmsType.PEEK);
        in.reset();
        CmsType type = CmsType.peek(begin);
        if (type != CmsType.ENVELOPED && type != CmsType.AUTH_ENVELOPED) {
            throw new NotOpened(Why.MALFORMED, "neither EnvelopedData nor AuthEnvelopedData");
        }
        boolean aead = type == CmsType.AUTH_ENVELOPED;
        ASN1ObjectIdentifier algorithm;
        RecipientInformationStore recipients;
        if (aead) {
            CMSAuthEnvelopedDataParser parser = new CMSAuthEnvelopedDataParser(in);
            algorithm = parser.getEncryptionAlgOID().getAlgorithm();
            recipients = parser.getRecipientInfos();
        } else {
            CMSEnvelopedDataParser parser = new CMSEnvelopedDataParser(in);
            algorithm = parser.getContentEncryptionAlgorithm().getAlgorithm();
            recipients = parser.getRecipientInfos();
        }
        Use use = aead ? Use.AEAD : Use.CIPHER;
        if (!policy.readable(use, now).contains(algorithm.getId())) {
            throw new NotOpened(Why.BROKEN, "a cipher that isn't read: " + algorithm.getId());
        }
        CMSTypedStream content = content(recipients, keys, aead, algorithm, now);
        if (!content.getContentType().equals(CMSObjectIdentifiers.data)) {
            throw new NotOpened(Why.MALFORMED, "content that is no data");
        }
        List<SmimeSignature> signatures = signed.read(content.getContentStream(), sink, known, now);
        in.transferTo(OutputStream.nullOutputStream());
        if (!guard.isWhole()) {
            throw new NotOpened(Why.BROKEN, "it ends too early");
        }
        if (!aead && signatures.stream().anyMatch(SmimeSignature::isBroken)) {
            throw new NotOpened(Why.BROKEN, "the only thing that could prove it doesn't");
        }
        return new SmimeOpened(policy.name(use, algorithm.getId()), aead, signatures);
    }

    private CMSTypedStream content(RecipientInformationStore recipients, List<Identity> keys, boolean aead, ASN1ObjectIdentifier content, Instant now)
            throws IOException, NotOpened {
        boolean tried = false;
        for (Identity key : keys) {
            ContentKeys unlock = new ContentKeys(key.key(), provider, random, content, policy.readable(aead ? Use.AEAD : Use.CIPHER, now));
            for (RecipientInformation one : entries(recipients, key)) {
                String way = one.getKeyEncryptionAlgOID();
                boolean transport = policy.readable(Use.TRANSPORT, now).contains(way);
                if (!transport && !policy.readable(Use.AGREEMENT, now).contains(way)) {
                    continue;
                }
                tried = true;
                Recipient recipient = transport ? unlock.transport(aead) : unlock.agreement(aead);
                try {
                    return one.getContentStream(recipient);
                } catch (CMSException | RuntimeException e) {
                    // it isn't told which entry failed, nor why: an answer here helps who guesses (RFC 3218)
                    continue;
                }
            }
        }
        throw tried ? new NotOpened(Why.BROKEN, "its key can't be had") : new NotOpened(Why.NO_KEY, "for other keys");
    }

    private static List<RecipientInformation> entries(RecipientInformationStore recipients, Identity key) {
        SmimeCertificate own = key.certificate();
        JceKeyTransRecipientId transport = new JceKeyTransRecipientId(own.x509());
        List<RecipientInformation> entries = new ArrayList<>(recipients.getRecipients(transport));
        entries.addAll(recipients.getRecipients(new KeyAgreeRecipientId(X500Name.getInstance(own.x509().getIssuerX500Principal().getEncoded()),
                own.x509().getSerialNumber(), transport.getSubjectKeyIdentifier())));
        return entries.subList(0, Math.min(TRIES, entries.size()));
    }
}
