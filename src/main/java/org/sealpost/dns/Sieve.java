package org.sealpost.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/**
 * Lets no reply through to validation that speaks of zones which have no say in what was asked. A signature by an unsigned
 * zone, or its start of authority, would else count as proof that the name is unsigned (RFC 4035 §5.3.1, RFC 2181 §5.4.1).
 */
final class Sieve implements Resolver {

    private final Resolver source;

    Sieve(Resolver source) {
        this.source = source;
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        return source.sendAsync(query).thenApply(reply -> isToThePoint(query, reply) ? reply : failure(query));
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return source.sendAsync(query, executor).thenApply(reply -> isToThePoint(query, reply) ? reply : failure(query));
    }

    static boolean isToThePoint(Message query, Message reply) {
        if (reply.getQuestion() == null || !reply.getQuestion().getName().equals(query.getQuestion().getName())) {
            return false;
        }
        List<Name> asked = names(reply);
        List<Record> authority = reply.getSection(Section.AUTHORITY);
        return signersEnclose(reply.getSection(Section.ANSWER)) && signersEnclose(authority)
                && authority.stream().allMatch(record -> hasASay(record, asked, authority));
    }

    /** What was asked for, and where its aliases lead. */
    private static List<Name> names(Message reply) {
        List<Name> names = new ArrayList<>(List.of(reply.getQuestion().getName()));
        for (Record record : reply.getSection(Section.ANSWER)) {
            if (record instanceof CNAMERecord alias) {
                names.add(alias.getTarget());
            }
            if (record instanceof DNAMERecord alias) {
                names.add(alias.getTarget());
            }
        }
        return names;
    }

    private static boolean signersEnclose(List<Record> records) {
        return records.stream().filter(RRSIGRecord.class::isInstance).map(RRSIGRecord.class::cast)
                .allMatch(signature -> signature.getName().subdomain(signature.getSigner()));
    }

    /** Starts of authority and name servers of zones above a name that was asked for, and denials inside such a zone. */
    private static boolean hasASay(Record record, List<Name> asked, List<Record> authority) {
        return switch (record.getType()) {
            case Type.SOA, Type.NS -> asked.stream().anyMatch(name -> name.subdomain(record.getName()));
            case Type.NSEC, Type.NSEC3 -> authority.stream().filter(other -> other.getType() == Type.SOA || other.getType() == Type.NS)
                    .anyMatch(zone -> record.getName().subdomain(zone.getName()));
            default -> true;
        };
    }

    private static Message failure(Message query) {
        Message failure = new Message(query.getHeader().getID());
        failure.getHeader().setRcode(Rcode.SERVFAIL);
        failure.addRecord(query.getQuestion(), Section.QUESTION);
        return failure;
    }

    @Override
    public void setPort(int port) {
        source.setPort(port);
    }

    @Override
    public void setTCP(boolean flag) {
        source.setTCP(flag);
    }

    @Override
    public void setIgnoreTruncation(boolean flag) {
        source.setIgnoreTruncation(flag);
    }

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        source.setEDNS(version, payloadSize, flags, options);
    }

    @Override
    public void setTSIGKey(TSIG key) {
        source.setTSIGKey(key);
    }

    @Override
    public Duration getTimeout() {
        return source.getTimeout();
    }

    @Override
    public void setTimeout(Duration timeout) {
        source.setTimeout(timeout);
    }
}
