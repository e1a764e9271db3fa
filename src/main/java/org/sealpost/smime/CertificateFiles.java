package org.sealpost.smime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.ASN1Set;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;

/** Certificates as others hand them over: DER, one or several in PEM (RFC 7468), or a certs-only message (RFC 8551 §3.8). */
public final class CertificateFiles {

    /** Octets of a file, and certificates in one. */
    private static final int MAX_OCTETS = 512 << 10;
    private static final int MOST = 100;
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (CERTIFICATE|X509 CERTIFICATE|PKCS7|CMS)-----([A-Za-z0-9+/=\\s]{0,700000})-----END \\1-----");

    private CertificateFiles() { }

    /** All of them once, in the file's order. @throws UnfitKey MALFORMED if there is none, or one that can't be read, or too many */
    public static List<SmimeCertificate> read(byte[] file) throws UnfitKey {
        if (file.length == 0 || file.length > MAX_OCTETS) {
            throw malformed();
        }
        Set<SmimeCertificate> found = new LinkedHashSet<>();
        if (file[0] == 0x30) {
            found.addAll(binary(file));
        } else {
            Matcher pem = PEM.matcher(new String(file, ISO_8859_1));
            while (pem.find() && found.size() <= MOST) {
                found.addAll(binary(decoded(pem.group(2))));
            }
        }
        if (found.isEmpty() || found.size() > MOST) {
            throw malformed();
        }
        return List.copyOf(found);
    }

    private static byte[] decoded(String base64) throws UnfitKey {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static List<SmimeCertificate> binary(byte[] der) throws UnfitKey {
        return CmsType.peek(der) == CmsType.SIGNED ? bundle(der) : SmimeCertificate.chain(new Certificate(der));
    }

    private static List<SmimeCertificate> bundle(byte[] der) throws UnfitKey {
        List<SmimeCertificate> found = new ArrayList<>();
        try (BerGuard in = new BerGuard(new java.io.ByteArrayInputStream(der), Limits.usual())) {
            ASN1Set certificates = SignedData.getInstance(ContentInfo.getInstance(in.readAllBytes()).getContent()).getCertificates();
            if (certificates == null || certificates.size() > MOST) {
                throw malformed();
            }
            for (var one : certificates) {
                found.add(SmimeCertificate.of(new Certificate(one.toASN1Primitive().getEncoded("DER"))));
            }
        } catch (IOException | RuntimeException e) {
            throw malformed();
        }
        return found;
    }

    private static UnfitKey malformed() {
        return new UnfitKey(UnfitKey.Why.MALFORMED, "");
    }
}
