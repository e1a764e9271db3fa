package org.sealpost.dns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.sealpost.mail.Domain;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPENPGPKEYRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SMIMEARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks recursive name servers with dnsjava, over UDP and, where an answer doesn't fit, TCP. Answers are kept until their
 * time is over; whoever asks what somebody else is just asking waits for the same reply.
 */
public final class DnsjavaResolver implements Resolver {

    private static final int MAX_ALIASES = 8;
    private static final int MOST_RECORDS = 200;
    private static final int MOST_QUESTIONS = 64;
    private static final int CACHE_SIZE = 10_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    /** Short, so that a record someone just published is seen soon. */
    private static final Duration LONGEST_NONE = Duration.ofSeconds(60);
    /** So large that ten thousand of them would fill the memory, and asked for once a day. */
    private static final Set<Integer> LARGE = Set.of(Type.OPENPGPKEY, Type.SMIMEA);
    private static final String ROOT_ANCHORS = "root-anchors.zone";

    private final Asker asker;
    private final InstantSource clock;
    private final AnswerCache cache;
    private final Map<String, CompletableFuture<Found>> asked = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(MOST_QUESTIONS);

    /** What the aliases of a name led to, and what stands there. */
    private record Found(Finding finding, boolean authentic, Duration ttl) { }

    DnsjavaResolver(Asker asker, InstantSource clock) {
        this.asker = asker;
        this.clock = clock;
        this.cache = new AnswerCache(CACHE_SIZE, clock);
    }

    /**
     * Validates each answer from the root down.
     *
     * @param servers recursive name servers, asked in order; none means those of the operating system
     * @param timeout how long one server may take for one try
     * @param anchors the root's DS or DNSKEY records in the form of a zone file; empty means those that IANA publishes
     */
    public static DnsjavaResolver validating(List<InetSocketAddress> servers, Duration timeout, InstantSource clock,
            Optional<String> anchors) {
        return new DnsjavaResolver(new Validator(orSystem(servers), timeout, clock, anchors.orElseGet(DnsjavaResolver::rootAnchors)), clock);
    }

    /**
     * Believes what the servers say of authenticity (the AD flag, RFC 6840 §5.8).
     *
     * @param servers on this machine: anybody in between could say the same
     */
    public static DnsjavaResolver believing(List<InetSocketAddress> servers, Duration timeout, InstantSource clock) {
        return new DnsjavaResolver(new Recursors(orSystem(servers), timeout, true), clock);
    }

    @Override
    public Answer<Mx> mx(Domain domain) {
        return ask(domain.name(), Type.MX, record -> {
            MXRecord mx = (MXRecord) record;
            return new Mx(mx.getPriority(), host(mx.getTarget()));
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
    public Answer<byte[]> openPgpKey(String name) {
        return ask(name, Type.OPENPGPKEY, record -> ((OPENPGPKEYRecord) record).getCert());
    }

    @Override
    public Answer<Tlsa> smimea(String name) {
        return ask(name, Type.SMIMEA, record -> {
            SMIMEARecord smimea = (SMIMEARecord) record;
            return new Tlsa(smimea.getCertificateUsage(), smimea.getSelector(), smimea.getMatchingType(),
                    smimea.getCertificateAssociationData());
        });
    }

    @Override
    public Answer<Srv> srv(String name) {
        return ask(name, Type.SRV, record -> {
            SRVRecord srv = (SRVRecord) record;
            return new Srv(srv.getPriority(), srv.getWeight(), srv.getPort(), host(srv.getTarget()));
        });
    }

    @Override
    public Answer<String> canonicalName(String name) {
        return ask("canonical", name, Type.A, found -> Answer.of(
                List.of(found.finding().name().toString(true).toLowerCase(Locale.ROOT)), found.authentic()));
    }

    @Override
    public boolean validates() {
        return asker.validates();
    }

    private <T> Answer<T> ask(String name, int type, Function<Record, T> reading) {
        return ask(Type.string(type), name, type, found -> found.finding().answer(reading, found.authentic(), MOST_RECORDS));
    }

    /** @param kind what the answer is kept as */
    @SuppressWarnings("unchecked")
    private <T> Answer<T> ask(String kind, String name, int type, Function<Found, Answer<T>> reading) {
        String question = question(kind, name);
        Optional<Answer<?>> known = cache.find(question);
        if (known.isPresent()) {
            return (Answer<T>) known.get();
        }
        boolean validated = asker.validates();
        try {
            Optional<Found> found = found(question, Name.fromString(name, Name.root), type);
            Answer<T> answer = found.map(reading).orElseGet(Answer::failed);
            // what nobody validated would later look like proven to be unsigned, and validation may just have begun
            found.filter(one -> validated && asker.validates() && !LARGE.contains(type))
                    .ifPresent(one -> cache.keep(question, answer, answer.isNone() ? shorter(one.ttl(), LONGEST_NONE) : one.ttl()));
            return answer;
        } catch (TextParseException e) {
            return Answer.none(Answer.Status.NO_NAME, false);
        }
    }

    /** Empty for the root, which stands for "none". */
    private static String host(Name target) {
        return target.equals(Name.root) ? "" : target.toString(true).toLowerCase(Locale.ROOT);
    }

    private static String question(String type, String name) {
        return type + " " + name.toLowerCase(Locale.ROOT);
    }

    /** Asks, or waits for who is asking the same. */
    private Optional<Found> found(String question, Name name, int type) {
        CompletableFuture<Found> mine = new CompletableFuture<>();
        CompletableFuture<Found> first = asked.putIfAbsent(question, mine);
        if (first != null) {
            return Optional.ofNullable(first.join());
        }
        try {
            mine.complete(follow(name, type).orElse(null));
        } finally {
            mine.complete(null);
            asked.remove(question, mine);
        }
        return Optional.ofNullable(mine.join());
    }

    private Optional<Found> follow(Name name, int type) {
        Name asking = name;
        Duration ttl = LONGEST;
        boolean authentic = true;
        for (int aliases = 0; aliases < MAX_ALIASES; aliases++) {
            Optional<Message> reply = reply(asking, type);
            if (reply.isEmpty()) {
                return Optional.empty();
            }
            Finding finding = Finding.in(reply.get(), asking, type, clock.instant());
            authentic &= finding.authentic();
            ttl = shorter(ttl, finding.ttl());
            if (finding.isFinal()) {
                return Optional.of(new Found(finding, authentic, ttl));
            }
            asking = finding.name();
        }
        return Optional.empty();
    }

    private Optional<Message> reply(Name name, int type) {
        free.acquireUninterruptibly();
        try {
            return asker.reply(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
        } finally {
            free.release();
        }
    }

    private static List<InetSocketAddress> orSystem(List<InetSocketAddress> servers) {
        return servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers;
    }

    private static String rootAnchors() {
        try (InputStream in = DnsjavaResolver.class.getResourceAsStream(ROOT_ANCHORS)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
