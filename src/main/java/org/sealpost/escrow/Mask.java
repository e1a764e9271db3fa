package org.sealpost.escrow;

/** An address as its owner recognises it and nobody else reads it: {@code i···@old-mill.example}. */
final class Mask {

    private Mask() { }

    static String of(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "" : address.substring(0, address.offsetByCodePoints(0, 1)) + "···" + address.substring(at);
    }
}
