package org.sealpost.authentication;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

import org.sealpost.dns.Answer;
import org.sealpost.dns.Mx;
import org.sealpost.dns.Resolver;
import org.sealpost.dns.Srv;
import org.sealpost.dns.Tlsa;
import org.sealpost.mail.Domain;

/** A DNS of TXT records; {@code !} is a name that nobody answers for. */
record TxtOnly(Map<String, String> records) implements Resolver {

    @Override
    public Answer<String> txt(String name) {
        String record = records.get(name);
        return record == null ? Answer.none(Answer.Status.NO_NAME, false) : record.equals("!") ? Answer.failed() : Answer.of(List.of(record.split("\\|")), false);
    }

    @Override
    public Answer<Mx> mx(Domain domain) {
        return Answer.none(Answer.Status.NO_DATA, false);
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        return Answer.none(Answer.Status.NO_DATA, false);
    }

    @Override
    public Answer<Tlsa> tlsa(String name) {
        return Answer.none(Answer.Status.NO_DATA, false);
    }

    @Override
    public Answer<byte[]> openPgpKey(String name) {
        return Answer.none(Answer.Status.NO_DATA, false);
    }

    @Override
    public Answer<Tlsa> smimea(String name) {
        return Answer.none(Answer.Status.NO_DATA, false);
    }

    @Override
    public Answer<Srv> srv(String name) {
        return Answer.none(Answer.Status.NO_DATA, false);
    }

    @Override
    public Answer<String> canonicalName(String name) {
        return Answer.failed();
    }

    @Override
    public boolean validates() {
        return false;
    }
}
