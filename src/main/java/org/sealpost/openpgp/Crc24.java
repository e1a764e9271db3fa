package org.sealpost.openpgp;

import java.util.zip.Checksum;

/** The armor's checksum (RFC 9580 §6.1.1). It protects nothing, but older programs want it. */
final class Crc24 implements Checksum {

    private static final int INIT = 0xB704CE;
    private static final int GENERATOR = 0x864CFB;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int value = i << 16;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 0x800000) == 0 ? value << 1 : value << 1 ^ GENERATOR;
            }
            TABLE[i] = value & 0xFFFFFF;
        }
    }

    private int value = INIT;

    @Override
    public void update(int octet) {
        value = (value << 8 & 0xFFFFFF) ^ TABLE[value >>> 16 ^ octet & 0xff];
    }

    @Override
    public void update(byte[] octets, int from, int count) {
        for (int i = from; i < from + count; i++) {
            update(octets[i]);
        }
    }

    @Override
    public long getValue() {
        return value;
    }

    @Override
    public void reset() {
        value = INIT;
    }

    /** Three octets. */
    byte[] octets() {
        return new byte[] {(byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }
}
