package org.sealpost.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.sealpost.mail.Domain;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks recursive name servers with dnsjava, over UDP and, where an answer doesn't fit, TCP. */
public final class DnsjavaResolver implements Resolver {

    private static final int ROUNDS = 2;
    private static final int MAX_ALIASES = 8;
    private static final int CACHE_SIZE = 10_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    /** Short, so that a record someone just published is seen soon. */
    private static final Duration LONGEST_NONE = Duration.ofSeconds(60);

    private final List<SimpleResolver> servers;
    private final AnswerCache cache;

    /**
     * @param servers recursive name servers, asked in order; none means those of the operating system
     * @param timeout how long one server may take for one try
     */
    public DnsjavaResolver(List<InetSocketAddress> servers, Duration timeout, InstantSource clock) {
        List<InetSocketAddress> asked = servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers;
        this.servers = asked.stream().map(server -> client(server, timeout)).toList();
        this.cache = new AnswerCache(CACHE_SIZE, clock);
    }

    @Override
    public Answer<Mx> mx(Domain domain) {
        return ask(domain.name(), Type.MX, record -> {
            MXRecord mx = (MXRecord) record;
            Name host = mx.getTarget();
            return new Mx(mx.getPriority(), host.equals(Name.root) ? "" : host.toString(true).toLowerCase(Locale.ROOT));
        });
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        Answer<InetAddress> six = ask(host, Type.AAAA, record -> ((AAAARecord) record).getAddress());
        Answer<InetAddress> four = ask(host, Type.A, record -> ((ARecord) record).getAddress());
        List<InetAddress> both = new ArrayList<>(six.records());
        both.addAll(four.records());
        if (!both.isEmpty()) {
            return Answer.of(both, (six.authentic() || six.records().isEmpty()) && (four.authentic() || four.records().isEmpty()));
        }
        return six.isFailed() ? six : four;
    }

    @Override
    public Answer<String> txt(String name) {
        return ask(name, Type.TXT, record -> {
            StringBuilder joined = new StringBuilder();
            ((TXTRecord) record).getStringsAsByteArrays()
                    .forEach(part -> joined.append(new String(part, StandardCharsets.ISO_8859_1)));
            return joined.toString();
        });
    }

    @Override
    public Answer<Tlsa> tlsa(String name) {
        return ask(name, Type.TLSA, record -> {
            TLSARecord tlsa = (TLSARecord) record;
            return new Tlsa(tlsa.getCertificateUsage(), tlsa.getSelector(), tlsa.getMatchingType(),
                    tlsa.getCertificateAssociationData());
        });
    }

    @Override
    public Answer<String> canonicalName(String name) {
        return Answer.of(List.of(name.toLowerCase(Locale.ROOT)), false);
    }

    @Override
    public boolean validates() {
        return false;
    }

    @SuppressWarnings("unchecked")
    private <T> Answer<T> ask(String name, int type, Function<Record, T> reading) {
        String question = Type.string(type) + " " + name.toLowerCase(Locale.ROOT);
        Optional<Answer<?>> known = cache.find(question);
        if (known.isPresent()) {
            return (Answer<T>) known.get();
        }
        try {
            return follow(question, Name.fromString(name, Name.root), type, reading);
        } catch (TextParseException e) {
            return Answer.none(Answer.Status.NO_NAME, false);
        }
    }

    private <T> Answer<T> follow(String question, Name name, int type, Function<Record, T> reading) {
        Name asked = name;
        Duration ttl = LONGEST;
        boolean authentic = true;
        for (int aliases = 0; aliases < MAX_ALIASES; aliases++) {
            Optional<Message> message = reply(asked, type);
            if (message.isEmpty()) {
                return Answer.failed();
            }
            Finding finding = Finding.in(message.get(), asked, type);
            authentic &= finding.authentic();
            ttl = shorter(ttl, finding.ttl());
            if (finding.isFinal()) {
                Answer<T> answer = finding.answer(reading, authentic);
                cache.keep(question, answer, answer.isNone() ? shorter(ttl, LONGEST_NONE) : ttl);
                return answer;
            }
            asked = finding.name();
        }
        return Answer.failed();
    }

    private Optional<Message> reply(Name name, int type) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setFlag(Flags.AD);
        for (int round = 0; round < ROUNDS; round++) {
            for (SimpleResolver server : servers) {
                Optional<Message> reply = reply(server, query);
                if (reply.isPresent()) {
                    return reply;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Message> reply(SimpleResolver server, Message query) {
        try {
            Message reply = server.send(query);
            boolean says = reply.getRcode() == Rcode.NOERROR || reply.getRcode() == Rcode.NXDOMAIN;
            return says ? Optional.of(reply) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static SimpleResolver client(InetSocketAddress server, Duration timeout) {
        SimpleResolver client = new SimpleResolver(server);
        client.setTimeout(timeout);
        return client;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
