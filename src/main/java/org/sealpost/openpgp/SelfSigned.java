package org.sealpost.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.UserIDPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.sealpost.endtoend.UnfitKey;

/**
 * What a certificate says of itself, and nothing that others added: no signature of anybody else, no picture, no user id or subkey that
 * the primary key doesn't speak for. Else anybody could blow up somebody's certificate until nothing more is taken in, not even that it
 * is revoked.
 */
final class SelfSigned {

    private static final int MOST_SIGNATURES = 300;

    /** Whether a signature of the primary key holds. */
    private interface Check {
        boolean of(PGPSignature signature) throws PGPException;
    }

    private final Operators operators;
    private final PGPPublicKeyRing ring;
    private final PGPPublicKey primary;
    private final Predicate<String> kept;
    private int looked;

    SelfSigned(Operators operators, PGPPublicKeyRing ring) {
        this(operators, ring, id -> true);
    }

    /** @param kept which user ids stay, in the words that stand there */
    SelfSigned(Operators operators, PGPPublicKeyRing ring, Predicate<String> kept) {
        this.kept = kept;
        this.operators = operators;
        this.ring = ring;
        this.primary = ring.getPublicKey();
    }

    /** In binary. @throws UnfitKey if it claims to have signed itself more than 300 times */
    byte[] octets() throws UnfitKey {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (BCPGOutputStream out = new BCPGOutputStream(octets, PacketFormat.CURRENT)) {
            out.writePacket(primary.getPublicKeyPacket());
            write(out, holding(primary.getKeySignatures(), signature -> signature.verifyCertification(primary)));
            userIds(out);
            subkeys(out);
        } catch (IOException e) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
        return octets.toByteArray();
    }

    private void userIds(BCPGOutputStream out) throws IOException, UnfitKey {
        for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext();) {
            byte[] id = ids.next();
            List<PGPSignature> own = holding(primary.getSignaturesForID(id), signature -> signature.verifyCertification(id, primary));
            if (!own.isEmpty() && kept.test(new String(id, StandardCharsets.UTF_8))) {
                out.writePacket(new UserIDPacket(id));
                write(out, own);
            }
        }
    }

    private void subkeys(BCPGOutputStream out) throws IOException, UnfitKey {
        for (Iterator<PGPPublicKey> keys = ring.getPublicKeys(); keys.hasNext();) {
            PGPPublicKey key = keys.next();
            if (!key.isMasterKey()) {
                List<PGPSignature> own = holding(key.getSignatures(), signature -> signature.verifyCertification(primary, key));
                if (!own.isEmpty()) {
                    out.writePacket(key.getPublicKeyPacket());
                    write(out, own);
                }
            }
        }
    }

    private List<PGPSignature> holding(Iterator<PGPSignature> signatures, Check check) throws UnfitKey {
        List<PGPSignature> own = new ArrayList<>();
        while (signatures != null && signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            if (signature.getKeyID() == primary.getKeyID() && holds(signature, check)) {
                own.add(signature);
            }
        }
        return own;
    }

    private boolean holds(PGPSignature signature, Check check) throws UnfitKey {
        looked++;
        if (looked > MOST_SIGNATURES) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
        try {
            signature.init(operators.verifiers(), primary);
            return check.of(signature);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static void write(BCPGOutputStream out, List<PGPSignature> signatures) throws IOException {
        for (PGPSignature signature : signatures) {
            signature.encode(out);
        }
    }
}
