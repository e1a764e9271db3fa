package org.sealpost.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Recursive name servers as they are, asked in order. What they say of authenticity is believed, or not. */
final class Recursors implements Asker {

    private static final int ROUNDS = 2;

    private final List<SimpleResolver> servers;
    private final boolean believed;

    /** @param believed whether the AD flag counts: only where nobody sits between us and the servers */
    Recursors(List<InetSocketAddress> servers, Duration timeout, boolean believed) {
        this.servers = servers.stream().map(server -> client(server, timeout)).toList();
        this.believed = believed;
    }

    @Override
    public Optional<Message> reply(Message query) {
        Message asked = query.clone();
        if (believed) {
            asked.getHeader().setFlag(Flags.AD);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (SimpleResolver server : servers) {
                Optional<Message> reply = reply(server, asked);
                if (reply.isPresent()) {
                    return reply;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean validates() {
        return believed;
    }

    private Optional<Message> reply(SimpleResolver server, Message query) {
        try {
            Message reply = server.send(query);
            if (!believed) {
                reply.getHeader().unsetFlag(Flags.AD);
            }
            return Optional.of(reply).filter(Recursors::says);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean says(Message reply) {
        boolean answers = reply.getRcode() == Rcode.NOERROR || reply.getRcode() == Rcode.NXDOMAIN;
        return answers && reply.getHeader().getOpcode() == Opcode.QUERY && !isReferral(reply);
    }

    /** Whoever only knows whom else to ask has said nothing of what was asked (RFC 2308 §2.2). */
    private static boolean isReferral(Message reply) {
        List<Record> authority = reply.getSection(Section.AUTHORITY);
        return reply.getRcode() == Rcode.NOERROR && reply.getSection(Section.ANSWER).isEmpty()
                && authority.stream().anyMatch(record -> record.getType() == Type.NS)
                && authority.stream().noneMatch(record -> record.getType() == Type.SOA);
    }

    static SimpleResolver client(InetSocketAddress server, Duration timeout) {
        SimpleResolver client = new SimpleResolver(server);
        client.setTimeout(timeout);
        return client;
    }
}
