package org.sealpost.dane;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import org.sealpost.dns.Tlsa;

/** Certificates and keys as the octets that TLSA records speak of (RFC 6698 §2.1). */
final class Octets {

    private static final List<String> KEY_TYPES = List.of("RSA", "EC", "EdDSA", "DSA");

    private Octets() { }

    /** Whether a certificate, or its key, is what a record says. */
    static boolean match(Tlsa record, X509Certificate certificate) {
        try {
            byte[] selected = record.selector() == UsableRecords.CERTIFICATE
                    ? certificate.getEncoded() : certificate.getPublicKey().getEncoded();
            return MessageDigest.isEqual(digested(record.matchingType(), selected), record.data());
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    /** Whether a record with matching type Full(0) holds what its selector says. */
    static boolean areReadable(Tlsa record) {
        return record.selector() == UsableRecords.CERTIFICATE ? certificate(record).isPresent() : publicKey(record).isPresent();
    }

    static Optional<X509Certificate> certificate(Tlsa record) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(record.data())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static Optional<PublicKey> publicKey(Tlsa record) {
        return KEY_TYPES.stream().flatMap(type -> publicKey(type, record.data()).stream()).findFirst();
    }

    private static Optional<PublicKey> publicKey(String type, byte[] octets) {
        try {
            return Optional.of(KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(octets)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] digested(int matchingType, byte[] octets) {
        try {
            return switch (matchingType) {
                case UsableRecords.SHA_256 -> MessageDigest.getInstance("SHA-256").digest(octets);
                case UsableRecords.SHA_512 -> MessageDigest.getInstance("SHA-512").digest(octets);
                default -> octets;
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-2", e);
        }
    }
}
