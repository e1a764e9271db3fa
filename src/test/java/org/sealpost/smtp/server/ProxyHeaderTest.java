package org.sealpost.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProxyHeaderTest {

    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    @Test
    void addressInWords() throws IOException {
        good("PROXY TCP4 192.0.2.7 198.51.100.1 56324 25\r\n", "192.0.2.7");
        good("PROXY TCP6 2001:db8::7 2001:db8::1 56324 25\r\n", "2001:db8:0:0:0:0:0:7");
        good("PROXY UNKNOWN\r\n", "");
        good("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", "");
    }

    @Test
    void whatIsNoHeaderIsNotBelieved() {
        bad("EHLO a.test\r\n");
        bad("PROXY TCP4 192.0.2.7 198.51.100.1 56324 25\n");
        bad("PROXY TCP4 192.0.2.7 198.51.100.1 56324\r\n");
        bad("PROXY TCP4 192.0.2.256 198.51.100.1 56324 25\r\n");
        bad("PROXY TCP4 evil.test 198.51.100.1 56324 25\r\n");
        bad("PROXY TCP6 192.0.2.7 198.51.100.1 56324 25\r\n");
        bad("PROXY TCP6 :: 1 2001:db8::1 56324 25\r\n");
        bad("PROXY TCP6 a:b 2001:db8::1 56324 25\r\n");
        bad("PROXY TCP4  192.0.2.7 198.51.100.1 56324 25\r\n");
        bad("proxy TCP4 192.0.2.7 198.51.100.1 56324 25\r\n");
        bad("PROXY TCP4 192.0.2.7 198.51.100.1 " + "1".repeat(100) + " 25\r\n");
        bad("PROXY TCP4 192.0.2.7");
        bad("");
    }

    @Test
    void addressInOctets() throws IOException {
        goodOctets(SIGNATURE + "2111000c" + "c0000207c6336401" + "dc040019", "192.0.2.7");
        goodOctets(SIGNATURE + "21210024" + "20010db8000000000000000000000007" + "20010db8000000000000000000000001" + "dc040019", "2001:db8:0:0:0:0:0:7");
        // with a TLV behind the addresses
        goodOctets(SIGNATURE + "21110010" + "c0000207c6336401" + "dc040019" + "04000155", "192.0.2.7");
        // LOCAL: a look at our health, whatever it says
        goodOctets(SIGNATURE + "2011000c" + "c0000207c6336401" + "dc040019", "");
        // UNSPEC
        goodOctets(SIGNATURE + "21000000", "");
    }

    @Test
    void octetsThatAreNoHeader() {
        badOctets(SIGNATURE + "1111000c" + "c0000207c6336401" + "dc040019");
        badOctets(SIGNATURE + "2211000c" + "c0000207c6336401" + "dc040019");
        badOctets(SIGNATURE + "21110004" + "c0000207");
        badOctets(SIGNATURE + "2111000c" + "c0000207");
        badOctets(SIGNATURE + "2111ffff" + "c0000207c6336401" + "dc040019");
        badOctets("0d0a0d0a000d0a515549540b" + "2111000c" + "c0000207c6336401" + "dc040019");
        badOctets("0d0a");
    }

    @Test
    void whatFollowsIsLeftToTheSession() throws IOException {
        InputStream words = new ByteArrayInputStream("PROXY TCP4 192.0.2.7 198.51.100.1 1 25\r\nEHLO".getBytes(StandardCharsets.US_ASCII));
        ProxyHeader.read(words);
        assertEquals("EHLO", new String(words.readAllBytes(), StandardCharsets.US_ASCII));
        InputStream octets = new ByteArrayInputStream(HexFormat.of().parseHex(SIGNATURE + "2111000c" + "c0000207c6336401" + "dc040019" + "4548"));
        ProxyHeader.read(octets);
        assertEquals("EH", new String(octets.readAllBytes(), StandardCharsets.US_ASCII));
    }

    @Property(tries = 2_000)
    void whateverComesIsAHeaderOrRefused(@ForAll @Size(max = 40) byte[] tail, @ForAll boolean binary) {
        byte[] head = HexFormat.of().parseHex(SIGNATURE + "21");
        byte[] all = new byte[tail.length + (binary ? head.length : 0)];
        System.arraycopy(head, 0, all, 0, all.length - tail.length);
        System.arraycopy(tail, 0, all, all.length - tail.length, tail.length);
        try {
            ProxyHeader.read(new ByteArrayInputStream(all));
            assertTrue(binary, "words at random are no header");
        } catch (IOException e) {
            // refused
        }
    }

    private static void good(String words, String address) throws IOException {
        assertEquals(address, read(words.getBytes(StandardCharsets.US_ASCII)), words);
    }

    private static void goodOctets(String hex, String address) throws IOException {
        assertEquals(address, read(HexFormat.of().parseHex(hex)), hex);
    }

    private static void bad(String words) {
        assertThrows(IOException.class, () -> read(words.getBytes(StandardCharsets.US_ASCII)), words);
    }

    private static void badOctets(String hex) {
        assertThrows(IOException.class, () -> read(HexFormat.of().parseHex(hex)), hex);
    }

    private static String read(byte[] octets) throws IOException {
        return ProxyHeader.read(new ByteArrayInputStream(octets)).map(address -> address.getHostAddress()).orElse("");
    }
}
