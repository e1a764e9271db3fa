package org.sealpost.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** One zone: its records, and the proof of what it doesn't hold (RFC 4034 §4, RFC 4035 §3.1.3). */
final class Zone {

    private static final Name WILDCARD = Name.fromConstantString("*");

    private final Name apex;
    private final SOARecord authority;
    private final Optional<ZoneKey> key;
    private final TreeMap<Name, TreeMap<Integer, RRset>> names = new TreeMap<>(Comparator.naturalOrder());

    Zone(Name apex, SOARecord authority, Optional<ZoneKey> key) {
        this.apex = apex;
        this.authority = authority;
        this.key = key;
        add(authority);
        key.map(ZoneKey::published).ifPresent(this::add);
    }

    Name apex() {
        return apex;
    }

    Optional<ZoneKey> key() {
        return key;
    }

    SOARecord authority() {
        return authority;
    }

    synchronized void add(Record record) {
        names.computeIfAbsent(record.getName(), name -> new TreeMap<>())
                .computeIfAbsent(record.getType(), type -> new RRset()).addRR(record);
    }

    synchronized Optional<RRset> find(Name name, int type) {
        return Optional.ofNullable(names.get(name)).map(sets -> sets.get(type));
    }

    /** Also an empty name with others below it. */
    synchronized boolean exists(Name name) {
        Name next = names.ceilingKey(name);
        return next != null && next.subdomain(name);
    }

    /** A record set with its signature, if the zone is signed; a delegation isn't the zone's own to sign. */
    List<Record> withSignature(RRset set) {
        List<Record> all = new ArrayList<>(set.rrs(false));
        boolean delegation = set.getType() == Type.NS && !set.getName().equals(apex);
        if (!delegation) {
            key.ifPresent(signer -> all.add(signer.sign(set)));
        }
        return all;
    }

    /** The signed proof that there is no such name, or that it has no such type; empty for an unsigned zone. */
    synchronized List<Record> denial(Name name) {
        if (key.isEmpty()) {
            return List.of();
        }
        TreeSet<Name> owners = new TreeSet<>(List.of(before(name)));
        if (!exists(name)) {
            owners.add(before(wildcardAt(closestEncloser(name))));
        }
        return owners.stream().flatMap(owner -> withSignature(new RRset(nsec(owner))).stream()).toList();
    }

    private Name before(Name name) {
        Name floor = names.floorKey(name);
        return floor == null ? names.lastKey() : floor;
    }

    private Name closestEncloser(Name name) {
        Name encloser = name;
        while (!exists(encloser)) {
            encloser = new Name(encloser, 1);
        }
        return encloser;
    }

    private static Name wildcardAt(Name encloser) {
        try {
            return Name.concatenate(WILDCARD, encloser);
        } catch (NameTooLongException e) {
            return encloser;
        }
    }

    private NSECRecord nsec(Name owner) {
        Name next = names.higherKey(owner);
        List<Integer> types = new ArrayList<>(names.get(owner).keySet());
        types.add(Type.NSEC);
        types.add(Type.RRSIG);
        return new NSECRecord(owner, DClass.IN, authority.getMinimum(), next == null ? apex : next,
                types.stream().sorted().mapToInt(Integer::intValue).toArray());
    }
}
