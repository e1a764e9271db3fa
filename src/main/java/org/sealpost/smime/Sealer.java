package org.sealpost.smime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.SmimeRecipient.Reads;

/** Encrypts (RFC 5652 §6, RFC 5083): each recipient gets the content's key in the way that their certificate and program know. */
final class Sealer {

    /** Octets in a piece of the content. */
    private static final int PIECE = 32 << 10;

    private final SecureRandom random;
    private final Provider provider;
    private final Fitness fitness;
    private final Signer signer;

    Sealer(SecureRandom random, Provider provider, Fitness fitness, Signer signer) {
        this.random = random;
        this.provider = provider;
        this.fitness = fitness;
        this.signer = signer;
    }

    /** @throws UnfitKey before anything is written */
    void seal(InputStream clear, OutputStream sealed, List<SmimeRecipient> recipients, Optional<Identity> by, Instant now) throws IOException, UnfitKey {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("nobody to encrypt to");
        }
        List<RecipientInfoGenerator> keys = new ArrayList<>();
        for (SmimeRecipient one : recipients) {
            keys.add(recipient(one, now));
        }
        if (by.isPresent()) {
            fitness.mustSign(by.get().certificate(), now);
        }
        boolean gcm = recipients.stream().allMatch(one -> one.reads().isAuthEnveloped());
        try (OutputStream content = open(gcm, keys, new StaysOpen(sealed))) {
            if (by.isPresent()) {
                signer.writeEntity(clear, content, by.get(), now);
            } else {
                clear.transferTo(content);
            }
        } catch (CMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private OutputStream open(boolean gcm, List<RecipientInfoGenerator> keys, OutputStream sealed) throws CMSException, IOException {
        if (gcm) {
            CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
            generator.setBufferSize(PIECE);
            keys.forEach(generator::addRecipientInfoGenerator);
            return generator.open(sealed, (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM).setSecureRandom(random).build());
        }
        CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
        generator.setBufferSize(PIECE);
        keys.forEach(generator::addRecipientInfoGenerator);
        return generator.open(sealed, new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).setSecureRandom(random).build());
    }

    private RecipientInfoGenerator recipient(SmimeRecipient one, Instant now) throws UnfitKey {
        SmimeCertificate certificate = SmimeCertificate.of(one.certificate());
        fitness.mustEncrypt(certificate, now);
        try {
            if (certificate.publicKey() instanceof ECPublicKey ec) {
                return agreement(certificate, ec);
            }
            JceKeyTransRecipientInfoGenerator transport = one.reads() == Reads.RFC_8551
                    ? new JceKeyTransRecipientInfoGenerator(certificate.x509(), oaep()) : new JceKeyTransRecipientInfoGenerator(certificate.x509());
            return transport.setProvider(provider);
        } catch (GeneralSecurityException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, certificate.fingerprint());
        }
    }

    /** RFC 5753 §3.1.1: a key of the same curve for this message only, so that nothing later tells what it was. */
    private RecipientInfoGenerator agreement(SmimeCertificate certificate, ECPublicKey key) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(key.getParams(), random);
        KeyPair ephemeral = generator.generateKeyPair();
        return new JceKeyAgreeRecipientInfoGenerator(CMSAlgorithm.ECDH_SHA256KDF, ephemeral.getPrivate(), ephemeral.getPublic(), CMSAlgorithm.AES256_WRAP)
                .addRecipient(certificate.x509()).setProvider(provider).setSecureRandom(random);
    }

    static AlgorithmIdentifier oaep() {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, new RSAESOAEPparams(sha256,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256), RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
    }
}
