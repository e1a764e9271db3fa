package org.sealpost.smime;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.jcajce.provider.asymmetric.util.EC5Util;
import org.bouncycastle.math.ec.ECPoint;

/** Whether two halves of an elliptic curve's key are of one pair: the public one is the generator times the private one. */
final class EcPair {

    private EcPair() { }

    static boolean belong(ECPrivateKey mine, ECPublicKey theirs) {
        var params = EC5Util.convertSpec(theirs.getParams());
        if (!EC5Util.convertSpec(mine.getParams()).getCurve().equals(params.getCurve())) {
            return false;
        }
        ECPoint made = params.getG().multiply(mine.getS()).normalize();
        BigInteger x = made.isInfinity() ? BigInteger.ZERO : made.getAffineXCoord().toBigInteger();
        return !made.isInfinity() && x.equals(theirs.getW().getAffineX())
                && made.getAffineYCoord().toBigInteger().equals(theirs.getW().getAffineY());
    }
}
