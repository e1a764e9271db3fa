package org.sealpost.smime;

import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipient;
import org.bouncycastle.operator.DefaultSecretKeySizeProvider;

/** Gets the content's key with a private one. GCM is left to a provider that streams; the JDK holds back all content until the tag. */
final class ContentKeys {

    /** Octets of a GCM tag at least (RFC 5084 §3.2). */
    private static final int TAG = 12;

    private final PrivateKey key;
    private final Provider provider;
    private final SecureRandom random;
    private final ASN1ObjectIdentifier content;
    private final Set<ASN1ObjectIdentifier> readable;

    /** @param readable object identifiers of ciphers */
    ContentKeys(PrivateKey key, Provider provider, SecureRandom random, ASN1ObjectIdentifier content, Set<String> readable) {
        this.key = key;
        this.provider = provider;
        this.random = random;
        this.content = content;
        this.readable = readable.stream().map(ASN1ObjectIdentifier::new).collect(Collectors.toSet());
    }

    Recipient transport(boolean aead) {
        JceKeyTransRecipient recipient = aead ? new JceKeyTransAuthEnvelopedRecipient(key) {
            @Override
            protected Key extractSecretKey(AlgorithmIdentifier way, AlgorithmIdentifier cipher, byte[] wrapped) throws CMSException {
                return unwrapped(way, () -> super.extractSecretKey(way, cipher, wrapped));
            }
        } : new JceKeyTransEnvelopedRecipient(key) {
            @Override
            protected Key extractSecretKey(AlgorithmIdentifier way, AlgorithmIdentifier cipher, byte[] wrapped) throws CMSException {
                return unwrapped(way, () -> super.extractSecretKey(way, cipher, wrapped));
            }
        };
        recipient.setProvider(provider).setAllowedContentAlgorithms(readable).setMinimumTagSize(TAG).setKeySizeValidation(true);
        return aead ? recipient.setContentProvider(provider) : recipient.setContentProvider((Provider) null);
    }

    Recipient agreement(boolean aead) {
        JceKeyAgreeRecipient recipient = aead ? new JceKeyAgreeAuthEnvelopedRecipient(key) : new JceKeyAgreeEnvelopedRecipient(key);
        recipient.setProvider(provider).setAllowedContentAlgorithms(readable).setMinimumTagSize(TAG);
        return aead ? recipient.setContentProvider(provider) : recipient.setContentProvider((Provider) null);
    }

    private interface Unwrapping {
        Key key() throws CMSException;
    }

    /**
     * Of PKCS#1 v1.5 a key in any case: with a wrong one, decrypting goes on with a random key and fails later, as if the content were broken
     * (RFC 3218 §2.3.2), so that nobody learns from the answer whether the padding was right.
     */
    private Key unwrapped(AlgorithmIdentifier way, Unwrapping unwrapping) throws CMSException {
        try {
            return unwrapping.key();
        } catch (CMSException | RuntimeException e) {
            if (!way.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
                throw e;
            }
            byte[] some = new byte[DefaultSecretKeySizeProvider.INSTANCE.getKeySize(content) / Byte.SIZE];
            random.nextBytes(some);
            return new SecretKeySpec(some, content.equals(PKCSObjectIdentifiers.des_EDE3_CBC) ? "DESede" : "AES");
        }
    }
}
