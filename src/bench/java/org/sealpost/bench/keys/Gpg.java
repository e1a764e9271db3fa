package org.sealpost.bench.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sealpost.endtoend.EndToEnd;
import org.sealpost.endtoend.SecretKey;

/** The real {@code gpg} with an agent that stays, told not to compress, since we don't. One process for each message. */
final class Gpg implements Contender {

    private final Workplace place = new Workplace("gpg");

    Gpg(EndToEnd standard) throws IOException {
        for (String person : List.of("Sam Berg <sam@clinic.test>", "Finn Dahl <finn@pgp.test>")) {
            SecretKey key = standard.generate(person, Ours.LIFE);
            place.run(Files.write(place.file("key"), key.octets()), Path.of("/dev/null"), command("--import"));
        }
    }

    @Override
    public void seal(Path clear, Path sealed) throws IOException {
        place.run(clear, sealed, command("--encrypt", "--recipient", "finn@pgp.test", "--sign", "--local-user", "sam@clinic.test"));
    }

    @Override
    public void open(Path sealed, Path clear) throws IOException {
        place.run(sealed, clear, command("--decrypt"));
        if (!place.said().contains("[GNUPG:] GOODSIG")) {
            throw new IOException("The signature is not proven: " + place.said());
        }
    }

    private String[] command(String... arguments) {
        return Stream.concat(Stream.of("gpg", "--homedir", place.file("").toString(), "--batch", "--no-tty", "--quiet", "--trust-model", "always",
                "--compress-algo", "none", "--status-fd", "2"), Stream.of(arguments)).toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        place.run("gpgconf", "--homedir", place.file("").toString(), "--kill", "all");
        place.delete();
    }
}
