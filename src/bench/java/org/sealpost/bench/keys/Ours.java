package org.sealpost.bench.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.endtoend.SignatureFound;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.smime.KeyKind;
import org.sealpost.smime.Smime;
import org.sealpost.smime.SmimeRecipient;
import org.sealpost.smime.SmimeRecipient.Reads;

/** The verbs of the rooms {@code openpgp} and {@code smime}, as the protectors and the opening of mail call them. */
final class Ours implements Contender {

    static final Duration LIFE = Duration.ofDays(30);

    private final EndToEnd standard;
    private final SecretKey sender;
    private final SecretKey recipient;
    private final Encryption encryption;

    private interface Encryption {
        void run(InputStream clear, OutputStream sealed) throws IOException, UnfitKey;
    }

    Ours(EndToEnd standard) {
        this.standard = standard;
        sender = standard.generate("Sam Berg <sam@clinic.test>", LIFE);
        recipient = standard.generate("Finn Dahl <finn@pgp.test>", LIFE);
        List<Certificate> to = List.of(standard.certificate(recipient));
        encryption = (clear, sealed) -> standard.encrypt(clear, sealed, to, Optional.of(sender));
    }

    Ours(Smime smime, KeyKind kind, Reads reads) {
        standard = smime;
        sender = smime.generate("Sam Berg <sam@clinic.test>", LIFE, kind);
        recipient = smime.generate("Mia Lund <mia@smime.test>", LIFE, kind);
        List<SmimeRecipient> to = List.of(new SmimeRecipient(smime.certificate(recipient), reads));
        encryption = (clear, sealed) -> smime.encryptTo(clear, sealed, to, Optional.of(sender));
    }

    @Override
    public void seal(Path clear, Path sealed) throws IOException {
        try (InputStream in = Files.newInputStream(clear); OutputStream out = Files.newOutputStream(sealed)) {
            encryption.run(in, out);
        } catch (UnfitKey e) {
            throw new IOException(e);
        }
    }

    @Override
    public void open(Path sealed, Path clear) throws IOException {
        try (InputStream in = Files.newInputStream(sealed); OutputStream out = Files.newOutputStream(clear)) {
            Opened opened = standard.decrypt(in, out, List.of(recipient), List.of(standard.certificate(sender)));
            if (opened.signatures().stream().noneMatch(one -> one.standing() == SignatureFound.Standing.GOOD)) {
                throw new IOException("The signature is not proven: " + opened);
            }
        } catch (NotOpened e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() { }
}
