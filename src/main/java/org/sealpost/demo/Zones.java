package org.sealpost.demo;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import java.util.function.BooleanSupplier;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * All names of a small internet, from a signed root down; what isn't here doesn't exist (RFC 1034 §4.3.2). One server
 * answers for all zones, as a recursive server would that has the answer already.
 */
public final class Zones {

    private static final long TTL = 60;
    private static final int MOST_ALIASES = 8;
    private static final Name NAME_SERVER = name("ns.test");

    private final Map<Name, Zone> zones = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final SecureRandom random;
    private final BooleanSupplier failing;

    /** With a signed root and a signed {@code test}. */
    public Zones(InstantSource clock, SecureRandom random) {
        this(clock, random, () -> false);
    }

    /** @param failing while it says so, nobody gets an answer that says anything */
    public Zones(InstantSource clock, SecureRandom random, BooleanSupplier failing) {
        this.clock = clock;
        this.random = random;
        this.failing = failing;
        open(Name.root, true);
        signed("test");
        add("ns.test", "A", "127.0.0.1");
    }

    /** A zone of its own, signed, and vouched for by the one above. */
    public Zones signed(String apex) {
        delegate(open(name(apex), true));
        return this;
    }

    /** A zone of its own that is provably not signed. */
    public Zones unsigned(String apex) {
        delegate(open(name(apex), false));
        return this;
    }

    /** A record as in a zone file. */
    public Zones add(String name, String type, String data) {
        try {
            Record record = Record.fromString(name(name), Type.value(type), DClass.IN, TTL, data, Name.root);
            zoneOf(record.getName()).add(record);
            return this;
        } catch (IOException e) {
            throw new IllegalArgumentException(data, e);
        }
    }

    /** The root's key as a validating resolver wants to be told it, in the form of a zone file. */
    public String rootAnchor() {
        return zones.get(Name.root).key().orElseThrow().delegation() + "\n";
    }

    /** The answer to one query: records, or a denial with NOERROR or NXDOMAIN (RFC 2308), signed if the asker wants that. */
    Message answer(Message query) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            reply.getHeader().setFlag(Flags.RD);
        }
        Record question = query.getQuestion();
        boolean fails = failing.getAsBoolean();
        if (query.getHeader().getOpcode() != Opcode.QUERY || question == null || fails) {
            reply.getHeader().setRcode(fails ? Rcode.SERVFAIL : Rcode.NOTIMP);
            return reply;
        }
        reply.addRecord(question, Section.QUESTION);
        boolean signatures = query.getOPT() != null && (query.getOPT().getFlags() & ExtendedFlags.DO) != 0;
        if (query.getOPT() != null) {
            reply.addRecord(new OPTRecord(1232, 0, 0, signatures ? ExtendedFlags.DO : 0), Section.ADDITIONAL);
        }
        fill(reply, question.getName(), question.getType(), signatures);
        return reply;
    }

    private void fill(Message reply, Name asked, int type, boolean signatures) {
        Name name = asked;
        for (int aliases = 0; aliases < MOST_ALIASES; aliases++) {
            Zone zone = zoneFor(name, type);
            Optional<RRset> found = zone.find(name, type);
            if (found.isPresent()) {
                records(zone, found.get(), signatures).forEach(record -> reply.addRecord(record, Section.ANSWER));
                return;
            }
            Optional<RRset> alias = zone.find(name, Type.CNAME);
            if (alias.isEmpty()) {
                deny(reply, zone, name, signatures);
                return;
            }
            records(zone, alias.get(), signatures).forEach(record -> reply.addRecord(record, Section.ANSWER));
            name = ((CNAMERecord) alias.get().first()).getTarget();
        }
    }

    private static void deny(Message reply, Zone zone, Name name, boolean signatures) {
        records(zone, new RRset(zone.authority()), signatures).forEach(record -> reply.addRecord(record, Section.AUTHORITY));
        if (signatures) {
            zone.denial(name).forEach(record -> reply.addRecord(record, Section.AUTHORITY));
        }
        reply.getHeader().setRcode(zone.exists(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
    }

    private static List<Record> records(Zone zone, RRset set, boolean signatures) {
        return signatures ? zone.withSignature(set) : set.rrs(false);
    }

    /** What a delegation is signed with stands above it (RFC 4035 §3.1.4.1). */
    private Zone zoneFor(Name name, int type) {
        boolean above = type == Type.DS && zones.containsKey(name) && !name.equals(Name.root);
        return zoneOf(above ? new Name(name, 1) : name);
    }

    private Zone zoneOf(Name name) {
        Name apex = name;
        while (!zones.containsKey(apex)) {
            apex = new Name(apex, 1);
        }
        return zones.get(apex);
    }

    private Zone open(Name apex, boolean signed) {
        SOARecord authority = new SOARecord(apex, DClass.IN, TTL, NAME_SERVER, name("hostmaster.test"), 1, 3600, 600, 86400, TTL);
        Zone zone = new Zone(apex, authority, signed ? Optional.of(new ZoneKey(apex, TTL, clock, random)) : Optional.empty());
        zones.put(apex, zone);
        zone.add(new NSRecord(apex, DClass.IN, TTL, NAME_SERVER));
        return zone;
    }

    private void delegate(Zone zone) {
        Zone above = zoneOf(new Name(zone.apex(), 1));
        above.add(new NSRecord(zone.apex(), DClass.IN, TTL, NAME_SERVER));
        zone.key().map(ZoneKey::delegation).ifPresent(above::add);
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
