package org.sealpost.openpgp;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import org.sealpost.http.Fetch;
import org.sealpost.http.FetchLimits;
import org.sealpost.http.HttpsClient;
import org.sealpost.mail.Address;

/** Where a domain publishes the certificates of its people (draft-koch-openpgp-webkey-service §3.1). Waits for the network. */
public final class WebKeyDirectory {

    private static final FetchLimits LIMITS = FetchLimits.body(256 * 1_024);
    private static final String Z_BASE_32 = "ybndrfg8ejkmcpqxot1uwisza345h769";
    private static final int BITS = 5;

    private final HttpsClient https;
    private final KeyReading reading;
    private final InstantSource clock;
    private final FetchLimits limits;

    public WebKeyDirectory(HttpsClient https, KeyReading reading, InstantSource clock) {
        this(https, reading, clock, LIMITS);
    }

    WebKeyDirectory(HttpsClient https, KeyReading reading, InstantSource clock, FetchLimits limits) {
        this.https = https;
        this.reading = reading;
        this.clock = clock;
        this.limits = limits;
    }

    /** Asks by the advanced method, and by the direct one only if the DNS says that there is no host for the advanced one. */
    public KeysFound find(Address address) {
        Fetch fetch = https.get(advanced(address), limits);
        boolean absent = fetch instanceof Fetch.Failure failure && failure.kind() == Fetch.Kind.NOWHERE && failure.why().code().equals("http.nowhere");
        return KeysFound.in(absent ? https.get(direct(address), limits) : fetch, reading, address, clock.instant(), "wkd", address.domain().name());
    }

    /** The advanced method's place for this address. */
    public static URI advanced(Address address) {
        String domain = address.domain().name();
        return URI.create("https://openpgpkey." + domain + "/.well-known/openpgpkey/" + domain + "/hu/" + name(address));
    }

    /** The direct method's place for this address. */
    public static URI direct(Address address) {
        return URI.create("https://" + address.domain().name() + "/.well-known/openpgpkey/hu/" + name(address));
    }

    /** What a certificate's file is called: z-base-32 of the SHA-1 of the local-part, its ASCII letters in lower case. */
    public static String hash(String localPart) {
        StringBuilder lower = new StringBuilder();
        localPart.chars().forEach(letter -> lower.append((char) (letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter)));
        try {
            return zBase32(MessageDigest.getInstance("SHA-1").digest(lower.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String name(Address address) {
        String local = URLEncoder.encode(address.localPart(), StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
        return hash(address.localPart()) + "?l=" + local;
    }

    /** RFC 6189 §5.1.6, for whole octets. */
    private static String zBase32(byte[] octets) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte octet : octets) {
            held = (held << Byte.SIZE | octet & 0xff) & 0xfff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(Z_BASE_32.charAt(held >> bits & 31));
            }
        }
        return bits == 0 ? text.toString() : text.append(Z_BASE_32.charAt(held << BITS - bits & 31)).toString();
    }
}
