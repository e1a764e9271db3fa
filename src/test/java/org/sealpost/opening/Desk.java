package org.sealpost.opening;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.Standard;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.RawMessage;
import org.sealpost.mime.MessageReader;
import org.sealpost.mime.ProtectedHeader;
import org.sealpost.mime.Reading;
import org.sealpost.openpgp.OpenPgp;
import org.sealpost.openpgp.PgpMime;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeEntities;
import org.sealpost.smime.SmimeRecipient;

/** Dr. Vos writes to Lena in both standards; Mallory changes what passes. */
final class Desk {

    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    static final String LETTER = "From: Dr. Vos <vos@peer.test>\r\nTo: lena@ours.test\r\nSubject: The finding\r\nMessage-ID: <1@peer.test>\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n\r\nThe secret is 4711.\r\n";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration YEAR = Duration.ofDays(365);

    final OpenPgp pgp = new OpenPgp(NOON, RANDOM);
    final PgpMime pgpMime = new PgpMime(pgp, RANDOM);
    final Smime smime = new Smime(NOON, RANDOM);
    final SmimeEntities entities = new SmimeEntities(smime, RANDOM);
    final Opening opening = new Opening(pgp, pgpMime, entities);

    final SecretKey vosPgp = pgp.generate("Dr. Vos <vos@peer.test>", YEAR);
    final SecretKey lenaPgp = pgp.generate("Lena <lena@ours.test>", YEAR);
    final SecretKey malloryPgp = pgp.generate("Mallory <mallory@evil.test>", YEAR);
    final SecretKey vosSmime = smime.generate("Dr. Vos <vos@peer.test>", YEAR);
    final SecretKey lenaSmime = smime.generate("Lena <lena@ours.test>", YEAR);
    final SecretKey mallorySmime = smime.generate("Mallory <mallory@evil.test>", YEAR);

    /** Lena's keys, and the certificates that she has of Dr. Vos. */
    final Knowledge lenas = knowledge(List.of(lenaPgp), List.of(lenaSmime), List.of(pgp.certificate(vosPgp)));

    Knowledge knowledge(List<SecretKey> pgpKeys, List<SecretKey> smimeKeys, List<Certificate> pgpSigners) {
        return new Knowledge() {
            @Override
            public List<SecretKey> keys(Standard standard) {
                return standard == Standard.OPENPGP ? pgpKeys : smimeKeys;
            }

            @Override
            public List<Certificate> signers(Standard standard) {
                return standard == Standard.OPENPGP ? pgpSigners : List.of();
            }
        };
    }

    interface Writing {
        void to(OutputStream out) throws IOException, UnfitKey;
    }

    static String written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnfitKey e) {
            throw new IllegalStateException(e);
        }
        return out.toString(ISO_8859_1);
    }

    static RawMessage raw(String message) {
        return RawMessage.of(message.getBytes(ISO_8859_1));
    }

    String pgpEncrypted(String message, SecretKey signer) {
        return written(out -> pgpMime.encrypt(raw(message), ProtectedHeader.NEUTRAL_SUBJECT, out, List.of(pgp.certificate(lenaPgp)), Optional.ofNullable(signer)));
    }

    String pgpSigned(String message, SecretKey signer) {
        return written(out -> pgpMime.sign(raw(message), out, signer));
    }

    String armored(String text, SecretKey signer) {
        return "-----BEGIN PGP MESSAGE-----\r\n\r\n" + java.util.Base64.getMimeEncoder().encodeToString(written(out -> pgp.encrypt(
                new ByteArrayInputStream(text.getBytes(UTF_8)), out, List.of(pgp.certificate(lenaPgp)), Optional.ofNullable(signer))).getBytes(ISO_8859_1))
                + "\r\n-----END PGP MESSAGE-----\r\n";
    }

    /** The fields that stand outside, followed by an S/MIME entity. */
    String smimeEncrypted(String outside, String entity, SmimeRecipient.Reads reads, SecretKey signer) {
        return outside + written(out -> entities.writeEnveloped(new ByteArrayInputStream(entity.getBytes(ISO_8859_1)), out,
                List.of(new SmimeRecipient(smime.certificate(lenaSmime), reads)), Optional.ofNullable(signer)));
    }

    String smimeSigned(String outside, String entity, SecretKey signer) {
        return outside + written(out -> entities.writeSigned(new ByteArrayInputStream(entity.getBytes(ISO_8859_1)), out, signer));
    }

    Optional<Outcome> open(String message) {
        return open(message, lenas);
    }

    Optional<Outcome> open(String message, Knowledge knowledge) {
        try {
            return opening.open(raw(message), knowledge, new MemoryShelf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading read(RawMessage message) {
        try {
            return new MessageReader().read(message, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lies in memory: tests are small. */
    static final class MemoryShelf implements Shelf {

        final List<RawMessage> kept = new ArrayList<>();

        @Override
        public Sheet begin() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            return new Sheet() {
                @Override
                public OutputStream out() {
                    return out;
                }

                @Override
                public RawMessage finish() {
                    kept.add(RawMessage.of(out.toByteArray()));
                    return kept.get(kept.size() - 1);
                }

                @Override
                public void close() {
                    // nothing to give back
                }
            };
        }
    }
}
