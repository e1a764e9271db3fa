package org.sealpost.smime;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.UnfitKey;

/**
 * A key that waits for its certificate, and the request for it (PKCS#10, RFC 2986) that an authority gets.
 *
 * @param key PKCS#8; as secret as any other private key
 * @param request DER; anybody may see it
 */
public record Csr(byte[] key, byte[] request) {

    public Csr {
        key = key.clone();
        request = request.clone();
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public byte[] request() {
        return request.clone();
    }

    /** Makes a key and asks for a certificate for it. @param person as in {@code Sam Berg <sam@clinic.test>} */
    public static Csr make(String person, KeyKind kind, SecureRandom random) {
        Person named = Person.of(person);
        KeyPair pair = kind.pair(random);
        try {
            ExtensionsGenerator wanted = new ExtensionsGenerator();
            wanted.addExtension(Extension.subjectAlternativeName, false, named.alternativeNames());
            wanted.addExtension(Extension.keyUsage, true, kind.usage());
            var builder = new JcaPKCS10CertificationRequestBuilder(named.subject(), pair.getPublic());
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate());
            return new Csr(pair.getPrivate().getEncoded(),
                    builder.build(new JcaContentSignerBuilder(kind.signature()).setSecureRandom(random).build(pair.getPrivate())).getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Joins the certificate that was issued, and its chain, with the key.
     *
     * @param issued what the authority sent, in any order
     * @throws UnfitKey NOT_FOR_THIS if none of them is for this key
     */
    public SecretKey joined(List<SmimeCertificate> issued) throws UnfitKey {
        for (String algorithm : List.of("EC", "RSA")) {
            try {
                PrivateKey mine = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
                return Identity.joined(mine, issued).secret();
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        throw new UnfitKey(UnfitKey.Why.NOT_FOR_THIS, "");
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "a request for a certificate";
    }
}
