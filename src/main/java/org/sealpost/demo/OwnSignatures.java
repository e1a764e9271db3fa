package org.sealpost.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** The keys that clinic.test signs its mail with: this internet publishes them, and the product is given them. */
final class OwnSignatures {

    private static final int ED25519_OCTETS = 32;
    private static final int LONGEST_STRING = 200;

    private OwnSignatures() {
    }

    /** Kept in a folder, made there first if there are none. @return TXT records by name (RFC 6376 §3.6.2) */
    static Map<String, String> in(Path folder) throws IOException, GeneralSecurityException {
        return Map.of("demor._domainkey.clinic.test", record(folder, "RSA"), "demoe._domainkey.clinic.test", record(folder, "Ed25519"));
    }

    private static String record(Path folder, String kind) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("clinic-dkim-" + kind.toLowerCase(java.util.Locale.ROOT));
        if (!Files.exists(file)) {
            KeyPair pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
            Files.writeString(file, encoded(pair.getPrivate().getEncoded()) + "\n" + encoded(pair.getPublic().getEncoded()) + "\n");
        }
        byte[] key = Base64.getDecoder().decode(Files.readAllLines(file).get(1));
        boolean rsa = kind.equals("RSA");
        String record = "v=DKIM1; k=" + kind.toLowerCase(java.util.Locale.ROOT) + "; p="
                + encoded(rsa ? key : Arrays.copyOfRange(key, key.length - ED25519_OCTETS, key.length));
        return "\"" + String.join("\" \"", record.split("(?<=\\G.{" + LONGEST_STRING + "})")) + "\"";
    }

    private static String encoded(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
