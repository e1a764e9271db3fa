package org.sealpost.endtoend;

/** A public key with what binds it to somebody: an OpenPGP certificate in binary, or an X.509 certificate in DER followed by its chain. */
public record Certificate(byte[] octets) {

    public Certificate {
        octets = octets.clone();
    }

    @Override
    public byte[] octets() {
        return octets.clone();
    }
}
