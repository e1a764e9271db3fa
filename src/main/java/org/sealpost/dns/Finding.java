package org.sealpost.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What one reply says about a name and a type, after following the aliases that it holds itself.
 *
 * @param name where the aliases lead
 * @param isFinal false if the alias's target has to be asked for
 */
record Finding(Name name, List<Record> records, boolean isNoName, boolean isFinal, boolean authentic, Duration ttl) {

    private static final int MAX_ALIASES = 8;
    private static final long LONGEST_SECONDS = 86_400;

    static Finding in(Message reply, Name asked, int type, Instant now) {
        Name name = asked;
        long ttl = LONGEST_SECONDS;
        List<Record> found = named(reply, name, type);
        List<Record> alias = named(reply, name, Type.CNAME);
        boolean isAlias = found.isEmpty() && !alias.isEmpty();
        for (int aliases = 0; found.isEmpty() && !alias.isEmpty() && aliases < MAX_ALIASES; aliases++) {
            ttl = Math.min(ttl, shortest(alias));
            name = ((CNAMERecord) alias.get(0)).getTarget();
            found = named(reply, name, type);
            alias = named(reply, name, Type.CNAME);
        }
        boolean noName = reply.getRcode() == Rcode.NXDOMAIN;
        boolean denied = noName || reply.getSection(Section.AUTHORITY).stream().anyMatch(SOARecord.class::isInstance);
        ttl = Math.min(ttl, found.isEmpty() ? denial(reply) : shortest(found));
        ttl = Math.min(ttl, signed(reply, now));
        return new Finding(name, found, noName, !found.isEmpty() || denied || !isAlias,
                reply.getHeader().getFlag(Flags.AD), Duration.ofSeconds(ttl));
    }

    /** @param most more records than this are nobody's honest answer */
    <T> Answer<T> answer(Function<Record, T> reading, boolean proven, int most) {
        if (records.isEmpty()) {
            return Answer.none(isNoName ? Answer.Status.NO_NAME : Answer.Status.NO_DATA, proven);
        }
        return Answer.of(records.stream().limit(most).map(reading).toList(), proven);
    }

    private static List<Record> named(Message reply, Name name, int type) {
        List<Record> named = new ArrayList<>();
        for (Record record : reply.getSection(Section.ANSWER)) {
            if (record.getType() == type && record.getDClass() == DClass.IN && record.getName().equals(name)) {
                named.add(record);
            }
        }
        return named;
    }

    private static long shortest(List<Record> records) {
        return records.stream().mapToLong(Record::getTTL).min().orElse(0);
    }

    /** No longer than the signatures say (RFC 4035 §5.3.3). */
    private static long signed(Message reply, Instant now) {
        return Stream.of(Section.ANSWER, Section.AUTHORITY).flatMap(section -> reply.getSection(section).stream())
                .filter(RRSIGRecord.class::isInstance).map(RRSIGRecord.class::cast)
                .mapToLong(signature -> Math.min(signature.getOrigTTL(), Math.max(0, signature.getExpire().getEpochSecond() - now.getEpochSecond())))
                .min().orElse(LONGEST_SECONDS);
    }

    /** How long "there is none" holds (RFC 2308 §5). */
    private static long denial(Message reply) {
        return reply.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .mapToLong(soa -> Math.min(soa.getTTL(), ((SOARecord) soa).getMinimum()))
                .min().orElse(0);
    }
}
