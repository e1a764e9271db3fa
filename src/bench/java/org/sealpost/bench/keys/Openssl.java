package org.sealpost.bench.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.endtoend.SecretKey;
import org.sealpost.smime.KeyKind;
import org.sealpost.smime.Smime;

/** The real {@code openssl cms}: signing and encrypting are two processes, one feeding the other. */
final class Openssl implements Contender {

    private final Workplace place = new Workplace("openssl");
    private final boolean gcm;

    Openssl(Smime smime, boolean gcm) throws IOException {
        this.gcm = gcm;
        take(smime.generate("Sam Berg <sam@clinic.test>", Ours.LIFE, KeyKind.RSA_2048), "sender");
        take(smime.generate("Mia Lund <mia@smime.test>", Ours.LIFE, KeyKind.RSA_2048), "recipient");
    }

    private void take(SecretKey key, String name) throws IOException {
        Files.write(place.file(name + ".p12"), key.octets());
        for (String[] part : new String[][] {{"-nocerts", ".key.pem"}, {"-nokeys", ".cert.pem"}}) {
            place.run("openssl", "pkcs12", "-in", name + ".p12", "-passin", "pass:", "-nomacver", "-nodes", part[0], "-out", name + part[1]);
        }
    }

    @Override
    public void seal(Path clear, Path sealed) throws IOException {
        String[] sign = {"openssl", "cms", "-sign", "-binary", "-nodetach", "-stream", "-signer", "sender.cert.pem", "-inkey", "sender.key.pem"};
        List<String> encrypt = new ArrayList<>(List.of("openssl", "cms", "-encrypt", "-binary", "-stream", gcm ? "-aes-256-gcm" : "-aes256", "-outform", "DER"));
        if (gcm) {
            encrypt.addAll(List.of("-recip", "recipient.cert.pem", "-keyopt", "rsa_padding_mode:oaep"));
        } else {
            encrypt.add("recipient.cert.pem");
        }
        place.run(clear, sealed, sign, encrypt.toArray(String[]::new));
    }

    @Override
    public void open(Path sealed, Path clear) throws IOException {
        place.run(sealed, clear,
                new String[] {"openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-recip", "recipient.cert.pem", "-inkey", "recipient.key.pem"},
                new String[] {"openssl", "cms", "-verify", "-binary", "-noverify", "-nointern", "-certfile", "sender.cert.pem"});
    }

    @Override
    public void close() throws IOException {
        place.delete();
    }
}
