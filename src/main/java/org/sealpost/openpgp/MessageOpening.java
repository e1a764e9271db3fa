package org.sealpost.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.ExperimentalPacket;
import org.bouncycastle.bcpg.SymmetricEncDataPacket;
import org.bouncycastle.bcpg.SymmetricEncIntegrityPacket;
import org.bouncycastle.bcpg.UnknownPacket;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPMarker;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPOnePassSignature;
import org.bouncycastle.openpgp.PGPOnePassSignatureList;
import org.bouncycastle.openpgp.PGPPadding;
import org.bouncycastle.openpgp.PGPSessionKey;
import org.bouncycastle.openpgp.PGPSessionKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.sealpost.endtoend.NotOpened;
import org.sealpost.endtoend.Opened;
import org.sealpost.endtoend.SignatureFound;

/**
 * Reads one encrypted message and holds it to the grammar (RFC 9580 §10.3): session keys, one integrity protected packet and nothing else;
 * in it at most compressed data around it, signatures and one literal data packet, and nothing else.
 */
final class MessageOpening {

    private static final int MAX_SIGNATURES = 16;
    /** RFC 9580 §5.13.2: chunks of at most 4 MiB. */
    private static final int MAX_CHUNK = 16;

    private final Operators operators;
    private final AlgorithmPolicy policy;
    private final Limits limits;
    private final Passage passage;
    private final SignatureCheck signatures;

    MessageOpening(Operators operators, AlgorithmPolicy policy, Limits limits, Passage passage, SignatureCheck signatures) {
        this.operators = operators;
        this.policy = policy;
        this.limits = limits;
        this.passage = passage;
        this.signatures = signatures;
    }

    /** @throws NotOpened never says that what was written is whole */
    Opened open(SessionKeys keys) throws NotOpened, IOException {
        boolean decrypting = false;
        try {
            PGPObjectFactory packets = packets(Armor.reading(passage.source()));
            if (!(next(packets) instanceof PGPEncryptedDataList message)) {
                throw new NotOpened(NotOpened.Why.MALFORMED, "no encrypted message");
            }
            SymmetricEncIntegrityPacket data = protectedData(message);
            PGPSessionKey key = keys.of(message, data);
            decrypting = true;
            String cipher = cipher(data, key);
            List<SignatureFound> found = decrypt(message, data, key);
            end(packets);
            return new Opened(cipher, found);
        } catch (IOException | PGPException | RuntimeException e) {
            passage.rethrow();
            throw notOpened(e, decrypting);
        }
    }

    private static NotOpened notOpened(Exception e, boolean decrypting) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Limits.Passed) {
                return new NotOpened(NotOpened.Why.LIMIT, "too much: " + cause.getMessage());
            }
        }
        return decrypting ? new NotOpened(NotOpened.Why.BROKEN, "it isn't what was encrypted")
                : new NotOpened(NotOpened.Why.MALFORMED, "no OpenPGP message");
    }

    private static SymmetricEncIntegrityPacket protectedData(PGPEncryptedDataList message) throws NotOpened {
        if (message.getEncryptedData() instanceof SymmetricEncIntegrityPacket data) {
            if (data.getVersion() == SymmetricEncIntegrityPacket.VERSION_2 && data.getChunkSize() > MAX_CHUNK) {
                throw new NotOpened(NotOpened.Why.LIMIT, "too much: octets of a chunk");
            }
            return data;
        }
        boolean plain = message.getEncryptedData() instanceof SymmetricEncDataPacket;
        throw new NotOpened(plain ? NotOpened.Why.BROKEN : NotOpened.Why.MALFORMED,
                plain ? "its integrity isn't protected" : "encrypted in a way that isn't OpenPGP's");
    }

    private String cipher(SymmetricEncIntegrityPacket data, PGPSessionKey key) throws IOException {
        boolean authenticated = data.getVersion() == SymmetricEncIntegrityPacket.VERSION_2;
        int algorithm = authenticated ? data.getCipherAlgorithm() : key.getAlgorithm();
        String name = policy.cipherRead(algorithm).orElseThrow(() -> new IOException("a cipher that isn't read"));
        if (!authenticated) {
            return name + " CFB MDC";
        }
        return name + switch (data.getAeadAlgorithm()) {
            case AEADAlgorithmTags.OCB -> " OCB";
            case AEADAlgorithmTags.EAX -> " EAX";
            case AEADAlgorithmTags.GCM -> " GCM";
            default -> throw new IOException("a mode that isn't read");
        };
    }

    private List<SignatureFound> decrypt(PGPEncryptedDataList message, SymmetricEncIntegrityPacket data, PGPSessionKey key)
            throws IOException, PGPException, NotOpened {
        boolean authenticated = data.getVersion() == SymmetricEncIntegrityPacket.VERSION_2;
        PGPSessionKeyEncryptedData sealed = message.extractSessionKeyEncryptedData();
        InputStream plain = sealed.getDataStream(operators.contentWith(key, authenticated));
        List<SignatureFound> found = content(packets(passage.layer(plain)), 1);
        if (!authenticated && !sealed.verify()) {
            throw new NotOpened(NotOpened.Why.BROKEN, "its modification detection code is wrong");
        }
        return found;
    }

    private List<SignatureFound> content(PGPObjectFactory packets, int depth) throws IOException, PGPException, NotOpened {
        if (depth > limits.depth()) {
            throw new NotOpened(NotOpened.Why.LIMIT, "too much: packets inside each other");
        }
        Object first = next(packets);
        List<SignatureFound> found;
        if (first instanceof PGPCompressedData compressed) {
            found = content(packets(passage.layer(compressed.getDataStream())), depth + 1);
            // Sequoia hides a message's length behind octets that follow what was compressed, and belong to nothing
            compressed.getInputStream().transferTo(OutputStream.nullOutputStream());
        } else if (first instanceof PGPOnePassSignatureList announced) {
            found = announced(announced, packets);
        } else if (first instanceof PGPSignatureList before) {
            found = before(before, packets);
        } else {
            copy(literal(first), List.of());
            found = List.of();
        }
        end(packets);
        return found;
    }

    private List<SignatureFound> announced(PGPOnePassSignatureList announced, PGPObjectFactory packets) throws IOException, NotOpened {
        List<SignatureCheck.Running> running = new ArrayList<>();
        refuseMany(announced.size());
        for (PGPOnePassSignature one : announced) {
            running.add(signatures.begin(one));
        }
        copy(literal(next(packets)), running);
        if (!(next(packets) instanceof PGPSignatureList after)) {
            throw new NotOpened(NotOpened.Why.BROKEN, "a signature that was announced is missing");
        }
        refuseMany(after.size());
        List<SignatureFound> found = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            // they close in the reverse order (§10.3)
            int place = after.size() - 1 - i;
            found.add(running.get(i).end(after.size() == running.size() ? after.get(place) : null));
        }
        return found;
    }

    /** The old way: signatures first. */
    private List<SignatureFound> before(PGPSignatureList before, PGPObjectFactory packets) throws IOException, NotOpened {
        List<SignatureCheck.Running> running = new ArrayList<>();
        refuseMany(before.size());
        for (PGPSignature one : before) {
            running.add(signatures.begin(one));
        }
        copy(literal(next(packets)), running);
        return running.stream().map(one -> one.end(null)).toList();
    }

    private static void refuseMany(int signatures) throws Limits.Passed {
        if (signatures > MAX_SIGNATURES) {
            throw new Limits.Passed("signatures");
        }
    }

    private static PGPLiteralData literal(Object packet) throws IOException {
        if (packet instanceof PGPLiteralData literal) {
            return literal;
        }
        throw new IOException("no literal data");
    }

    private void copy(PGPLiteralData literal, List<SignatureCheck.Running> running) throws IOException {
        InputStream octets = literal.getInputStream();
        byte[] some = new byte[32 * 1_024];
        for (int got = octets.read(some); got >= 0; got = octets.read(some)) {
            for (SignatureCheck.Running one : running) {
                one.update(some, 0, got);
            }
            passage.write(some, got);
        }
    }

    private PGPObjectFactory packets(InputStream octets) {
        return operators.implementation().pgpObjectFactory(new PacketGuard(octets, limits));
    }

    /** Markers and padding say nothing; what is unknown and critical throws (RFC 9580 §4.3). */
    private static Object next(PGPObjectFactory packets) throws IOException {
        Object next = packets.nextObject();
        while (next instanceof PGPMarker || next instanceof PGPPadding || next instanceof ExperimentalPacket
                || next instanceof UnknownPacket unknown && !unknown.isCritical()) {
            next = packets.nextObject();
        }
        return next;
    }

    private static void end(PGPObjectFactory packets) throws IOException {
        if (next(packets) != null) {
            throw new IOException("something follows");
        }
    }
}
