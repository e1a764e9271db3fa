package org.sealpost.reception;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.sealpost.assurance.Settings;
import org.sealpost.mail.Domain;
import org.sealpost.mime.Correspondent;
import org.sealpost.mime.HeaderFields;
import org.sealpost.mime.HeaderGate;

/**
 * What happens to the header of a message from elsewhere: it gets its trace (RFC 5321 §4.4), and loses what would count as an order
 * of our own people if they answered it.
 */
final class InboundHeader implements HeaderGate.Warden {

    /** By so many octets it may make a message longer. */
    static final int MOST_ADDED = 4_096;

    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final Origin origin;
    private final String name;
    private final Orders orders;
    private final InstantSource clock;
    private final Function<Optional<Domain>, Optional<Inbound.Demand>> locks;
    private List<Domain> authors = List.of();
    private byte[] original = new byte[0];
    private Optional<Correspondent> author = Optional.empty();

    /** What the author's own domain would have to meet wasn't met. */
    static final class Locked extends IOException {

        private static final long serialVersionUID = 1L;

        private final Inbound.Demand demand;

        private Locked(Inbound.Demand demand) {
            super(demand.name());
            this.demand = demand;
        }

        Inbound.Demand demand() {
            return demand;
        }
    }

    /**
     * @param name what our server calls itself
     * @param accounts the settings of all accounts that it is for: the words of none of them may pass
     * @param locks what stands in the way of an author of that domain
     */
    InboundHeader(Origin origin, String name, Settings system, List<Settings> accounts, InstantSource clock,
            Function<Optional<Domain>, Optional<Inbound.Demand>> locks) {
        this.origin = origin;
        this.name = name;
        this.orders = new Orders(system, accounts);
        this.clock = clock;
        this.locks = locks;
    }

    @Override
    public void inspect(HeaderFields header) throws Locked {
        original = header.octets();
        authors = header.people("From").stream().map(named -> named.address().domain()).distinct().toList();
        for (Correspondent named : header.people("From")) {
            Optional<Inbound.Demand> demand = locks.apply(Optional.of(named.address().domain()));
            if (demand.isPresent()) {
                throw new Locked(demand.get());
            }
        }
        author = header.people("From").stream().findFirst();
        orders.strip(header);
        header.remove("Return-Path");
        header.removeWhere("Authentication-Results", value -> value.strip().toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)));
        header.prepend("Received", trace());
        header.prepend("Return-Path", "<" + origin.reversePath() + ">");
    }

    /** The header as it came, which is what signatures are about. */
    byte[] original() {
        return original.clone();
    }

    /** The domains of all whom it names as its authors. */
    List<Domain> authors() {
        return authors;
    }

    /** Whom the message names as its author; whom the envelope names if it names nobody. */
    Correspondent author() {
        return author.or(() -> origin.reversePath().address().map(Correspondent::of)).orElse(InboundMail.NOBODY);
    }

    /** RFC 5321 §4.4, RFC 8314 §7.4: the tls clause. */
    private String trace() {
        String with = origin.tls().isPresent() ? "ESMTPS" : "ESMTP";
        String tls = origin.tls().map(used -> " (" + used.version() + " " + used.cipherSuite() + ")").orElse("");
        return "from " + safe(origin.hello()) + " (" + literal(origin.address()) + ") by " + name + " with " + with + tls + "; "
                + DATE.format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static String safe(String said) {
        return said.replaceAll("[^A-Za-z0-9.:\\[\\]_-]", "?");
    }

    private static String literal(InetAddress address) {
        return address instanceof java.net.Inet6Address ? "[IPv6:" + address.getHostAddress().replaceAll("%.*", "") + "]"
                : "[" + address.getHostAddress() + "]";
    }
}
