package org.sealpost.smime;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.sealpost.smime.AlgorithmPolicy.Use;

/** What lists and responses have in common: they are signed, and hold for a time. */
final class SignedWord {

    /** How far an authority's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** How old a word may be that doesn't say when the next one comes: then there is always a newer one (RFC 6960 §4.2.2.1). */
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int CRL_SIGN = 6;

    private SignedWord() { }

    /** @param nextUpdate null if it doesn't say */
    static boolean holds(Date thisUpdate, Date nextUpdate, Instant now) {
        if (thisUpdate == null || thisUpdate.toInstant().isAfter(now.plus(AHEAD))) {
            return false;
        }
        return nextUpdate == null ? thisUpdate.toInstant().isAfter(now.minus(FRESH)) : now.isBefore(nextUpdate.toInstant());
    }

    static boolean isStrong(AlgorithmIdentifier signature, AlgorithmPolicy policy, Instant now) {
        String oid = signature.getAlgorithm().getId();
        boolean pss = oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS.getId());
        return policy.trusts(Use.SIGNATURE, oid, now) && (!pss || policy.trusts(Use.DIGEST,
                RSASSAPSSparams.getInstance(signature.getParameters()).getHashAlgorithm().getAlgorithm().getId(), now));
    }

    static boolean maySignLists(X509Certificate authority) {
        boolean[] usage = authority.getKeyUsage();
        return usage == null || usage.length > CRL_SIGN && usage[CRL_SIGN];
    }
}
