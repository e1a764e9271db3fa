package org.sealpost.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePublicKeyKeyEncryptionMethodGenerator;
import org.sealpost.endtoend.Certificate;

/** Writes what nobody should: packets in any order, encrypted in any way. */
final class Hostile {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private Hostile() { }

    /** Something that is written somewhere. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    static byte[] literal(String text) {
        return written(out -> {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            try (OutputStream literal = new PGPLiteralDataGenerator().open(out, PGPLiteralData.BINARY, "", octets.length, new Date(0))) {
                literal.write(octets);
            }
        });
    }

    /** A packet of any kind, with a one, two or five octet length. */
    static byte[] packet(int tag, byte[] body) {
        return written(out -> {
            out.write(0xc0 | tag);
            if (body.length < 192) {
                out.write(body.length);
            } else {
                out.write(new byte[] {(byte) 255, (byte) (body.length >>> 24), (byte) (body.length >>> 16), (byte) (body.length >>> 8),
                    (byte) body.length});
            }
            out.write(body);
        });
    }

    static byte[] compressed(Content content) {
        return written(out -> {
            OutputStream compressed = compressing(out);
            content.to(compressed);
            compressed.close();
        });
    }

    private static OutputStream compressing(OutputStream out) throws IOException {
        try {
            return new PGPCompressedDataGenerator(CompressionAlgorithmTags.ZIP).open(out, new byte[1 << 14]);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a modification detection code over whatever packets. */
    static byte[] sealed(Certificate to, byte[] packets) {
        return sealed(to, packets, new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setWithIntegrityPacket(true), false);
    }

    /** Without any protection, as before 2002. */
    static byte[] unprotected(Certificate to, byte[] packets) {
        return sealed(to, packets, new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setProvider(PROVIDER)
                .setWithIntegrityPacket(false), false);
    }

    /** To a recipient that isn't named. */
    static byte[] anonymous(Certificate to, byte[] packets) {
        return sealed(to, packets, new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setWithIntegrityPacket(true), true);
    }

    static byte[] withCipher(Certificate to, byte[] packets, int cipher) {
        return sealed(to, packets, new JcePGPDataEncryptorBuilder(cipher).setProvider(PROVIDER).setWithIntegrityPacket(true), false);
    }

    /** Version 2 with OCB, in chunks of 64 octets. */
    static byte[] inChunks(Certificate to, byte[] packets) {
        return sealed(to, packets, new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setProvider(PROVIDER)
                .setWithAEAD(AEADAlgorithmTags.OCB, 6).setUseV6AEAD(), false);
    }

    private static byte[] sealed(Certificate to, byte[] packets, JcePGPDataEncryptorBuilder data, boolean anonymous) {
        return written(out -> {
            PGPEncryptedDataGenerator encryption = new PGPEncryptedDataGenerator(data.setSecureRandom(RANDOM));
            JcePublicKeyKeyEncryptionMethodGenerator method = new JcePublicKeyKeyEncryptionMethodGenerator(encryptionKey(to)).setProvider(PROVIDER);
            method.setUseWildcardRecipient(anonymous);
            encryption.addMethod(method);
            try (OutputStream sealed = encryption.open(out, packets.length)) {
                sealed.write(packets);
            } catch (PGPException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static PGPPublicKey encryptionKey(Certificate to) {
        try {
            return new KeyReading(new Operators(RANDOM), new AlgorithmPolicy()).certificate(to).inner().getKeys().stream()
                    .map(key -> key.getPGPPublicKey()).filter(PGPPublicKey::isEncryptionKey).findFirst().orElseThrow();
        } catch (org.sealpost.endtoend.UnfitKey e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] written(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.to(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        return written(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    /** The length of the first packet with its header; lengths of one, two or five octets. */
    static int firstPacket(byte[] message) {
        int length = message[1] & 0xff;
        if (length < 192) {
            return 2 + length;
        }
        return length < 224 ? 3 + (length - 192 << 8) + (message[2] & 0xff) + 192
                : 6 + ((message[2] & 0xff) << 24 | (message[3] & 0xff) << 16 | (message[4] & 0xff) << 8 | message[5] & 0xff);
    }

    /** The body of the packet that starts there. */
    static byte[] body(byte[] message, int from) {
        byte[] rest = Arrays.copyOfRange(message, from, message.length);
        int end = firstPacket(rest);
        int length = rest[1] & 0xff;
        return Arrays.copyOfRange(rest, length < 192 ? 2 : length < 224 ? 3 : 6, end);
    }

    static InputStream in(byte[] octets) {
        return new ByteArrayInputStream(octets);
    }
}
