package org.sealpost.forwarding;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;

/**
 * Reverse-paths of forwarded mail (the sender rewriting scheme, which no RFC describes): a stranger's address becomes one
 * of ours, {@code SRS0=code=day=domain=local-part@ours}, so that SPF (RFC 7208) holds at the target and a bounce finds its
 * way back. Only bounces of what was forwarded here within the last three weeks are let through: without the account's
 * secret nobody makes such an address. What was rewritten elsewhere becomes {@code SRS1}, which names the first forwarder
 * and keeps its opaque rest, so that addresses don't grow.
 */
public final class Srs {

    static final int MOST_DAYS = 21;
    private static final int CODE_OCTETS = 5;
    private static final int DAYS = 1_024;
    private static final Pattern SRS0 = Pattern.compile("(?i:SRS0)[=+-]([0-9a-fA-F]{10})=([0-9a-fA-F]{3})=([^=]+)=(.+)");
    private static final Pattern SRS1 = Pattern.compile("(?i:SRS1)[=+-]([0-9a-fA-F]{10})=([^=]+)=([=+-].+)");
    private static final Pattern ELSEWHERE0 = Pattern.compile("(?i:SRS0)([=+-].+)");
    private static final Pattern ELSEWHERE1 = Pattern.compile("(?i:SRS1)[=+-][^=]+=([^=]+)=([=+-].+)");

    private final Seal seal;
    private final InstantSource clock;

    /** @param secret of the account that forwards */
    public Srs(byte[] secret, InstantSource clock) {
        this.seal = new Seal(secret);
        this.clock = clock;
    }

    /** The stranger's address as one of ours; empty if it gets too long: then the null path is used. */
    public Optional<Address> rewritten(Address stranger, Domain ours) {
        try {
            return Optional.of(new Address(local(stranger), ours));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    /** Whether it has the form, whoever made it. */
    public static boolean isRewritten(Address address) {
        return address.localPart().regionMatches(true, 0, "SRS", 0, 3)
                && (SRS0.matcher(address.localPart()).matches() || SRS1.matcher(address.localPart()).matches());
    }

    /** Where a bounce to one of our rewritten addresses goes; empty if it isn't ours, was altered, or is too old. */
    public Optional<Address> original(Address rewritten) {
        Matcher zero = SRS0.matcher(rewritten.localPart());
        Matcher one = SRS1.matcher(rewritten.localPart());
        try {
            if (zero.matches()) {
                return original(zero);
            }
            return one.matches() && isSealed(one.group(1), "srs1", one.group(2) + one.group(3))
                    ? Optional.of(new Address("SRS0" + one.group(3), new Domain(one.group(2)))) : Optional.empty();
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    private Optional<Address> original(Matcher zero) {
        String rest = zero.group(2) + "=" + zero.group(3) + "=" + zero.group(4);
        boolean ours = isSealed(zero.group(1), "srs0", rest);
        int age = Math.floorMod(today() - Integer.parseInt(zero.group(2), 16), DAYS);
        return ours && age <= MOST_DAYS ? Optional.of(new Address(zero.group(4), new Domain(zero.group(3)))) : Optional.empty();
    }

    private String local(Address stranger) {
        Matcher zero = ELSEWHERE0.matcher(stranger.localPart());
        Matcher one = ELSEWHERE1.matcher(stranger.localPart());
        if (one.matches()) {
            return srs1(one.group(1), one.group(2));
        }
        if (zero.matches()) {
            return srs1(stranger.domain().name(), zero.group(1));
        }
        String rest = String.format("%03x", today()) + "=" + stranger.domain().name() + "=" + stranger.localPart();
        return "SRS0=" + code("srs0", rest) + "=" + rest;
    }

    private String srs1(String first, String opaque) {
        return "SRS1=" + code("srs1", first + opaque) + "=" + first + "=" + opaque;
    }

    private boolean isSealed(String code, String purpose, String text) {
        return Seal.same(code.toLowerCase(Locale.ROOT), code(purpose, text));
    }

    /** The local-part on the way may have changed its case, so none is signed. */
    private String code(String purpose, String text) {
        return seal.of(purpose, text.toLowerCase(Locale.ROOT), CODE_OCTETS);
    }

    private int today() {
        return (int) (ChronoUnit.DAYS.between(Instant.EPOCH, clock.instant()) % DAYS);
    }
}
