package org.sealpost.openpgp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignatureGenerator;

/**
 * Writes encrypted messages (RFC 9580 §10.3): session keys, then one integrity protected packet with the literal data and the signature in
 * it. Never compressed, since the length of what was compressed tells of its content. The literal data has no name and no date.
 */
final class MessageSealing {

    private static final int BUFFER = 64 * 1_024;

    private final Operators operators;

    MessageSealing(Operators operators) {
        this.operators = operators;
    }

    void seal(InputStream clear, OutputStream sealed, MessageForm form, Optional<PGPSignatureGenerator> signature) throws IOException {
        PGPEncryptedDataGenerator encryption = new PGPEncryptedDataGenerator(
                form.authenticated() ? operators.authenticated(form.cipher()) : operators.withDetectionCode(form.cipher()));
        for (PGPPublicKey key : form.keys()) {
            encryption.addMethod(operators.sessionKeyFor(key));
        }
        try {
            OutputStream out = encryption.open(unclosed(sealed), new byte[BUFFER]);
            if (signature.isPresent()) {
                signature.get().generateOnePassVersion(false).encode(out);
            }
            OutputStream literal = new PGPLiteralDataGenerator().open(out, PGPLiteralData.BINARY, "", new Date(0), new byte[BUFFER]);
            byte[] some = new byte[BUFFER];
            for (int got = clear.read(some); got >= 0; got = clear.read(some)) {
                if (signature.isPresent()) {
                    signature.get().update(some, 0, got);
                }
                literal.write(some, 0, got);
            }
            literal.close();
            if (signature.isPresent()) {
                signature.get().generate().encode(out);
            }
            out.close();
            sealed.flush();
        } catch (PGPException e) {
            throw new IllegalStateException("a key that was found fit can't be used", e);
        }
    }

    private static OutputStream unclosed(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] octets, int from, int count) throws IOException {
                out.write(octets, from, count);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
