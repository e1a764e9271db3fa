package org.sealpost.openpgp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;

/** Which algorithms are good for what, and until when; the facts stand in {@code algorithms.txt} beside it. */
public final class AlgorithmPolicy implements OpenPGPPolicy {

    private static final Instant NEVER = Instant.MIN;
    private static final Instant ALWAYS = Instant.MAX;

    private record Hash(String name, Instant messages, Instant keys) { }

    private record Key(String name, int least, int most, boolean encrypt, Instant signatures) { }

    private record Cipher(String name, boolean encrypt) { }

    private final Map<Integer, Hash> hashes = new HashMap<>();
    private final Map<Integer, Key> keys = new HashMap<>();
    private final Map<Integer, Cipher> ciphers = new HashMap<>();

    /** As the product has it. */
    public AlgorithmPolicy() {
        try (InputStream facts = AlgorithmPolicy.class.getResourceAsStream("algorithms.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(facts, StandardCharsets.UTF_8))) {
            lines.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        String[] words = line.split("\\s+");
        int id = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "hash" -> hashes.put(id, new Hash(words[2], until(words[3]), until(words[4])));
            case "key" -> keys.put(id, new Key(words[2], Integer.parseInt(words[3]), Integer.parseInt(words[4]), words[5].equals("yes"),
                    until(words[6])));
            case "cipher" -> ciphers.put(id, new Cipher(words[2], words[3].equals("yes")));
            default -> throw new IllegalStateException(line);
        }
    }

    private static Instant until(String written) {
        return switch (written) {
            case "always" -> ALWAYS;
            case "never" -> NEVER;
            default -> LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }

    /** Whether a signature of a message, made then with this hash, proves anything. */
    public boolean hashSigns(int hash, Instant made) {
        return hashes.containsKey(hash) && made.isBefore(hashes.get(hash).messages());
    }

    /** Whether a key's signature on a key or a user id, made then with this hash, proves anything. */
    public boolean hashCertifies(int hash, Instant made) {
        return hashes.containsKey(hash) && made.isBefore(hashes.get(hash).keys());
    }

    /** Whether messages are encrypted to such a key. */
    public boolean keyEncrypts(int algorithm, int bits) {
        return strong(algorithm, bits) && keys.get(algorithm).encrypt();
    }

    /** Whether a signature that such a key made then proves anything. */
    public boolean keySigns(int algorithm, int bits, Instant made) {
        return strong(algorithm, bits) && made.isBefore(keys.get(algorithm).signatures());
    }

    /** Whether messages are encrypted with this cipher; it may still be read. */
    public boolean cipherEncrypts(int cipher) {
        return ciphers.containsKey(cipher) && ciphers.get(cipher).encrypt();
    }

    /** The cipher's name as people know it; empty if messages with it aren't read. */
    public Optional<String> cipherRead(int cipher) {
        return Optional.ofNullable(ciphers.get(cipher)).map(Cipher::name);
    }

    /** The algorithm's name as people know it; its number if it has none here. */
    String keyName(int algorithm) {
        return Optional.ofNullable(keys.get(algorithm)).map(Key::name).orElse("algorithm " + algorithm);
    }

    private boolean strong(int algorithm, int bits) {
        Key key = keys.get(algorithm);
        return key != null && bits >= key.least() && bits <= key.most();
    }

    @Override
    public boolean isAcceptableEncryptionKey(PGPPublicKey key) {
        return keyEncrypts(key.getAlgorithm(), key.getBitStrength());
    }

    @Override
    public boolean hasNoCriticalUnknownNotations(PGPSignature signature) {
        if (signature.getHashedSubPackets() == null) {
            return true;
        }
        for (var notation : signature.getHashedSubPackets().getNotationDataOccurrences()) {
            if (notation.isCritical()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isAcceptableDocumentSignatureHashAlgorithm(int hash, Date made) {
        return hashSigns(hash, made.toInstant());
    }

    /** A revocation with a weak hash is believed: that is the safe side. */
    @Override
    public boolean isAcceptableRevocationSignatureHashAlgorithm(int hash, Date made) {
        return hashes.containsKey(hash) && hash != HashAlgorithmTags.MD5;
    }

    @Override
    public boolean isAcceptableCertificationSignatureHashAlgorithm(int hash, Date made) {
        return hashCertifies(hash, made.toInstant());
    }

    @Override
    public int getDefaultCertificationSignatureHashAlgorithm() {
        return HashAlgorithmTags.SHA512;
    }

    @Override
    public int getDefaultDocumentSignatureHashAlgorithm() {
        return HashAlgorithmTags.SHA512;
    }

    @Override
    public boolean isAcceptableSymmetricKeyAlgorithm(int cipher) {
        return cipherEncrypts(cipher);
    }

    @Override
    public int getDefaultSymmetricKeyAlgorithm() {
        return SymmetricKeyAlgorithmTags.AES_128;
    }

    @Override
    public boolean isAcceptablePublicKeyStrength(int algorithm, int bits) {
        return strong(algorithm, bits);
    }

    @Override
    public OpenPGPNotationRegistry getNotationRegistry() {
        return new OpenPGPNotationRegistry();
    }
}
