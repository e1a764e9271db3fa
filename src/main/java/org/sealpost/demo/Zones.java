package org.sealpost.demo;

import java.util.ArrayList;
import java.util.List;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** All names of the fake internet, from the root down; what isn't here doesn't exist (RFC 1034 §4.3.2). */
final class Zones {

    private static final long TTL = 60;

    private final List<Record> records = new ArrayList<>();
    private final SOARecord authority;

    Zones() {
        authority = new SOARecord(Name.root, DClass.IN, TTL, name("ns.test"), name("hostmaster.test"), 1, 3600, 600, 86400, TTL);
        records.add(authority);
        add("test", "NS", "ns.test.");
        add("ns.test", "A", "127.0.0.1");
    }

    /** Adds a mail domain with one MX host. */
    void addMailDomain(String domain, String mailHost) {
        add(domain, "MX", "10 " + mailHost + ".");
        add(mailHost, "A", "127.0.0.1");
    }

    void add(String name, String type, String data) {
        try {
            records.add(Record.fromString(name(name), Type.value(type), DClass.IN, TTL, data, Name.root));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(data, e);
        }
    }

    /** The answer to one query: records, or the start of authority with NOERROR or NXDOMAIN (RFC 2308). */
    Message answer(Message query) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.AA);
        reply.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            reply.getHeader().setFlag(Flags.RD);
        }
        Record question = query.getQuestion();
        if (query.getHeader().getOpcode() != Opcode.QUERY || question == null) {
            reply.getHeader().setRcode(Rcode.NOTIMP);
            return reply;
        }
        reply.addRecord(question, Section.QUESTION);
        if (query.getOPT() != null) {
            reply.addRecord(new org.xbill.DNS.OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        }
        fill(reply, question);
        return reply;
    }

    private void fill(Message reply, Record question) {
        List<Record> found = records.stream()
                .filter(r -> r.getName().equals(question.getName()) && r.getType() == question.getType()).toList();
        found.forEach(r -> reply.addRecord(r, Section.ANSWER));
        if (found.isEmpty()) {
            reply.addRecord(authority, Section.AUTHORITY);
            reply.getHeader().setRcode(exists(question.getName()) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        }
    }

    private boolean exists(Name name) {
        return records.stream().anyMatch(r -> r.getName().subdomain(name));
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
