package org.sealpost.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * Validates by ourselves, from the root's keys down (RFC 4035 §5), what recursive servers fetch. Nobody between them and us
 * can change a signed answer or take it away without a failure.
 *
 * <p>Servers that hand out no signatures at all would make every question fail. Until one of them was once seen to hand
 * them out, that is taken for what it most often is, an old forwarder: validation is off, and a warning says so. Once seen,
 * there is no way back for this process.
 */
final class Validator implements Asker {

    private static final Logger LOG = System.getLogger(Validator.class.getName());
    private static final Duration BETWEEN_PROBES = Duration.ofMinutes(1);
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(5);
    /** A question brings others for keys and delegations; all of them together may take so many tries. */
    private static final int TRIES_IN_ALL = 4;
    /** RFC 9276 §3.2: more iterations than this prove nothing. */
    private static final String MOST_ITERATIONS = "100";
    private static final Message ROOT_KEYS = Message.newQuery(Record.newRecord(Name.root, Type.DNSKEY, DClass.IN));

    private enum State { UNTRIED, ABLE, UNABLE }

    private final Recursors unvalidated;
    private final Resolver head;
    private final ValidatingResolver validating;
    private final InstantSource clock;
    private volatile State state = State.UNTRIED;
    private volatile Instant probeAt = Instant.MIN;

    /** @param anchors DS or DNSKEY records of the root, in the form of a zone file */
    Validator(List<InetSocketAddress> servers, Duration timeout, InstantSource clock, String anchors) {
        this.unvalidated = new Recursors(servers, timeout, false);
        this.head = head(servers, timeout);
        this.clock = clock;
        this.validating = new ValidatingResolver(head, clock.withZone(ZoneOffset.UTC));
        this.validating.setAddReasonToAdditional(false);
        try {
            Properties limits = new Properties();
            List.of(1024, 2048, 4096).forEach(bits -> limits.setProperty("dnsjava.dnssec.nsec3.iterations." + bits, MOST_ITERATIONS));
            this.validating.init(limits);
            this.validating.loadTrustAnchors(new ByteArrayInputStream(anchors.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException("the root's keys can't be read", e);
        }
    }

    @Override
    public Optional<Message> reply(Message query) {
        return isAble() ? validated(query) : unvalidated.reply(query);
    }

    @Override
    public boolean validates() {
        return isAble();
    }

    private Optional<Message> validated(Message query) {
        try {
            return Optional.of(validating.send(query)).filter(Recursors::says);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Who doesn't answer at all may be able, and every question will fail until they do. */
    private boolean isAble() {
        if (state != State.ABLE && !clock.instant().isBefore(probeAt)) {
            probe();
        }
        return state != State.UNABLE;
    }

    private synchronized void probe() {
        Instant now = clock.instant();
        if (state == State.ABLE || now.isBefore(probeAt)) {
            return;
        }
        Optional<Boolean> signatures = handOutSignatures();
        probeAt = clock.instant().plus(signatures.isPresent() ? BETWEEN_PROBES : AFTER_SILENCE);
        signatures.ifPresent(given -> become(given ? State.ABLE : State.UNABLE));
    }

    private void become(State next) {
        if (next == State.UNABLE && state != State.UNABLE) {
            LOG.log(Level.WARNING, "The configured DNS resolver hands out no DNSSEC signatures: DANE is off until it does. "
                    + "Use a resolver that does, and domains that publish DANE records are protected against forged answers.");
        }
        if (next == State.ABLE && state == State.UNABLE) {
            LOG.log(Level.INFO, "The configured DNS resolver hands out DNSSEC signatures now: DANE is on.");
        }
        state = next;
    }

    /** Empty if nobody answers. */
    private Optional<Boolean> handOutSignatures() {
        try {
            Message reply = head.send(ROOT_KEYS.clone());
            return Optional.of(reply).filter(Recursors::says).map(said -> said.getSection(Section.ANSWER).stream()
                    .anyMatch(record -> record.getType() == Type.RRSIG));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Resolver head(List<InetSocketAddress> servers, Duration timeout) {
        ExtendedResolver head = new ExtendedResolver(servers.stream()
                .map(server -> (Resolver) Recursors.client(server, timeout)).toList());
        head.setRetries(2);
        head.setTimeout(timeout.multipliedBy(TRIES_IN_ALL));
        head.setEDNS(0, 0, ExtendedFlags.DO);
        return new Sieve(head);
    }
}
