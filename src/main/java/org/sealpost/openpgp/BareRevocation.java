package org.sealpost.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPMarker;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.sealpost.endtoend.UnfitKey;

/**
 * A revocation signature without the key that it revokes (RFC 9580 §5.2.1.11), as {@code gpg --gen-revoke} writes it for the day when a
 * key is lost. It says nothing until the key is there that made it.
 */
final class BareRevocation {

    private static final int MOST_SIGNATURES = 16;

    private final Operators operators;
    private final List<PGPSignature> signatures;

    private BareRevocation(Operators operators, List<PGPSignature> signatures) {
        this.operators = operators;
        this.signatures = signatures;
    }

    /** @param packets out of the armor. @throws UnfitKey MALFORMED if it is anything else, or anything more */
    static BareRevocation read(Operators operators, byte[] packets) throws UnfitKey {
        List<PGPSignature> found = new ArrayList<>();
        try {
            PGPObjectFactory objects = operators.implementation().pgpObjectFactory(new ByteArrayInputStream(packets));
            for (Object next = objects.nextObject(); next != null; next = objects.nextObject()) {
                if (next instanceof PGPSignatureList some) {
                    some.forEach(found::add);
                } else if (!(next instanceof PGPMarker)) {
                    throw malformed();
                }
            }
        } catch (IOException | RuntimeException e) {
            throw malformed();
        }
        boolean revoking = found.stream().allMatch(one -> one.getSignatureType() == PGPSignature.KEY_REVOCATION);
        if (found.isEmpty() || found.size() > MOST_SIGNATURES || !revoking) {
            throw malformed();
        }
        return new BareRevocation(operators, found);
    }

    /** Whose keys' IDs the signatures name (RFC 9580 §5.5.4), in hexadecimal; nothing proves them yet. */
    Set<String> keyIds() {
        return signatures.stream().map(one -> HexFormat.of().withUpperCase().toHexDigits(one.getKeyID())).collect(Collectors.toSet());
    }

    /** The certificate and what its own key says against it. @throws UnfitKey MALFORMED if that key made none of these signatures */
    PGPPublicKeyRing addedTo(PGPPublicKeyRing certificate) throws UnfitKey {
        PGPPublicKey primary = certificate.getPublicKey();
        PGPPublicKey revoked = primary;
        for (PGPSignature signature : signatures) {
            if (isOf(primary, signature)) {
                revoked = PGPPublicKey.addCertification(revoked, signature);
            }
        }
        if (revoked == primary) {
            throw malformed();
        }
        return PGPPublicKeyRing.insertPublicKey(certificate, revoked);
    }

    private boolean isOf(PGPPublicKey primary, PGPSignature signature) {
        try {
            signature.init(operators.verifiers(), primary);
            return signature.getKeyID() == primary.getKeyID() && signature.verifyCertification(primary);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static UnfitKey malformed() {
        return new UnfitKey(UnfitKey.Why.MALFORMED, "");
    }
}
