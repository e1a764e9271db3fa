package org.sealpost.smime;

import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;
import org.bouncycastle.util.encoders.Hex;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.SignatureFound.Standing;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.AlgorithmPolicy.Use;
import org.sealpost.smime.SmimeRecipient.Reads;

/** Says what signatures prove (RFC 5652 §5.6), each for itself. */
final class SignatureJudge {

    /** Signatures on one content, and certificates beside them. */
    private static final int MOST_SIGNERS = 10;
    private static final int MOST_CERTIFICATES = 100;
    /** Certificates that call themselves the signer's; each costs the check of a signature. */
    private static final int MOST_FITTING = 3;

    private final AlgorithmPolicy policy;
    private final Fitness fitness;
    private final Provider provider;

    SignatureJudge(AlgorithmPolicy policy, Fitness fitness, Provider provider) {
        this.provider = provider;
        this.policy = policy;
        this.fitness = fitness;
    }

    /** Certificates of those whose signatures can be judged. */
    record Known(List<SmimeCertificate> signers) {

        /** What can't be read is nobody's. */
        static Known of(List<Certificate> signers) {
            List<SmimeCertificate> known = new ArrayList<>();
            for (Certificate one : signers) {
                try {
                    known.add(SmimeCertificate.of(one));
                } catch (UnfitKey e) {
                    continue;
                }
            }
            return new Known(List.copyOf(known));
        }
    }

    /** What is left when there is no signature that can be read. */
    static SmimeSignature none() {
        SignatureFound bad = new SignatureFound(Standing.BAD, "", Optional.empty());
        return new SmimeSignature(bad, bad, Optional.empty(), List.of(), Reads.WHAT_ALL_DO);
    }

    /** @throws BerGuard.LimitPassed if there are more than are looked at */
    List<SmimeSignature> judge(SignerInformationStore signatures, Store<X509CertificateHolder> beside, Known known, Instant now)
            throws BerGuard.LimitPassed {
        List<X509CertificateHolder> holders = List.copyOf(beside.getMatches(null));
        if (signatures.size() > MOST_SIGNERS || holders.size() > MOST_CERTIFICATES) {
            throw new BerGuard.LimitPassed("more signatures or certificates than are looked at");
        }
        List<SmimeCertificate> carried = new ArrayList<>();
        for (X509CertificateHolder one : holders) {
            read(one).ifPresent(carried::add);
        }
        return signatures.getSigners().stream().map(one -> judge(one, carried, known.signers(), now)).toList();
    }

    private static Optional<SmimeCertificate> read(X509CertificateHolder holder) {
        try {
            return Optional.of(SmimeCertificate.of(new Certificate(holder.getEncoded())));
        } catch (IOException | UnfitKey | RuntimeException e) {
            return Optional.empty();
        }
    }

    private SmimeSignature judge(SignerInformation signature, List<SmimeCertificate> carried, List<SmimeCertificate> known, Instant now) {
        Optional<Instant> made = made(signature);
        Reads reads = SmimeAttributes.reads(signature);
        List<SmimeCertificate> ofKnown = matching(signature, known);
        List<SmimeCertificate> ofCarried = matching(signature, carried);
        for (SmimeCertificate one : ofKnown) {
            Standing standing = standing(signature, one, made, now);
            if (standing != Standing.BAD) {
                SignatureFound found = new SignatureFound(standing, one.fingerprint(), made);
                return new SmimeSignature(found, found, Optional.of(one), carried, reads);
            }
        }
        for (SmimeCertificate one : ofCarried) {
            Standing standing = standing(signature, one, made, now);
            if (standing != Standing.BAD) {
                return new SmimeSignature(new SignatureFound(Standing.UNKNOWN_SIGNER, one.fingerprint(), made),
                        new SignatureFound(standing, one.fingerprint(), made), Optional.of(one), carried, reads);
            }
        }
        Optional<SmimeCertificate> signer = ofKnown.stream().findFirst().or(() -> ofCarried.stream().findFirst());
        SignatureFound found = signer.map(one -> new SignatureFound(Standing.BAD, one.fingerprint(), made))
                .orElseGet(() -> new SignatureFound(Standing.UNKNOWN_SIGNER, name(signature.getSID()), made));
        return new SmimeSignature(found, found, signer, carried, Reads.WHAT_ALL_DO);
    }

    private static List<SmimeCertificate> matching(SignerInformation signature, List<SmimeCertificate> certificates) {
        return certificates.stream().filter(one -> {
            try {
                return signature.getSID().match(new JcaX509CertificateHolder(one.x509()));
            } catch (CertificateEncodingException e) {
                return false;
            }
        }).limit(MOST_FITTING).toList();
    }

    private Standing standing(SignerInformation signature, SmimeCertificate by, Optional<Instant> made, Instant now) {
        try {
            if (!countsToday(signature, now)) {
                return Standing.WEAK;
            }
            if (!signature.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(provider).build(by.publicKey()))) {
                return Standing.BAD;
            }
        } catch (CMSException | OperatorCreationException | RuntimeException e) {
            return Standing.BAD;
        }
        Instant when = made.filter(one -> one.isBefore(now)).orElse(now);
        return fitness.signing(by, when).isPresent() ? Standing.UNFIT_KEY : Standing.GOOD;
    }

    /**
     * Without signed attributes a signature proves nothing: what looks like attributes could have been signed as content, or the other way
     * round, and no mail program leaves them out.
     */
    private boolean countsToday(SignerInformation signature, Instant now) {
        String algorithm = signature.getEncryptionAlgOID();
        return signature.getSignedAttributes() != null && policy.trusts(Use.DIGEST, signature.getDigestAlgOID(), now)
                && policy.trusts(Use.SIGNATURE, algorithm, now) && hashOfPss(signature).map(hash -> policy.trusts(Use.DIGEST, hash, now)).orElse(true);
    }

    private static Optional<String> hashOfPss(SignerInformation signature) {
        return PKCSObjectIdentifiers.id_RSASSA_PSS.getId().equals(signature.getEncryptionAlgOID())
                ? Optional.of(RSASSAPSSparams.getInstance(signature.toASN1Structure().getDigestEncryptionAlgorithm().getParameters())
                        .getHashAlgorithm().getAlgorithm().getId()) : Optional.empty();
    }

    private static Optional<Instant> made(SignerInformation signature) {
        try {
            return Optional.ofNullable(signature.getSignedAttributes()).map(all -> all.get(CMSAttributes.signingTime))
                    .map(Attribute::getAttrValues).filter(values -> values.size() == 1)
                    .map((ASN1Set values) -> Time.getInstance(values.getObjectAt(0)).getDate().toInstant());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String name(SignerId signer) {
        return signer.getSubjectKeyIdentifier() != null ? Hex.toHexString(signer.getSubjectKeyIdentifier()) : signer.getSerialNumber().toString(16);
    }
}
