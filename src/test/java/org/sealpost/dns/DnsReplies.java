package org.sealpost.dns;

import java.io.IOException;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.testing.FixedTime;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Replies of name servers as octets, for the corpus. */
public final class DnsReplies {

    private DnsReplies() {
    }

    /** Whether they answer their own question, be it with none. */
    public static boolean areAnswers(byte[] octets) {
        return !answer(octets).isFailed();
    }

    /** What somebody who asked that question makes of them. */
    static Answer<?> answer(byte[] octets) {
        Optional<Message> reply = message(octets);
        Record question = reply.map(Message::getQuestion).orElse(null);
        if (question == null) {
            return Answer.failed();
        }
        DnsjavaResolver resolver = new DnsjavaResolver(new Saying(reply.filter(Recursors::says)), FixedTime.atNoon());
        String name = question.getName().toString(true);
        return switch (question.getType()) {
            case Type.MX -> domain(name).<Answer<?>>map(resolver::mx).orElse(Answer.failed());
            case Type.TXT -> resolver.txt(name);
            case Type.TLSA -> resolver.tlsa(name);
            case Type.SMIMEA -> resolver.smimea(name);
            case Type.OPENPGPKEY -> resolver.openPgpKey(name);
            case Type.A, Type.AAAA -> resolver.addresses(name);
            default -> Answer.failed();
        };
    }

    /** Empty for a name that nobody would ask about. */
    private static Optional<Domain> domain(String name) {
        try {
            return Optional.of(new Domain(name));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    private static Optional<Message> message(byte[] octets) {
        try {
            return Optional.of(new Message(octets));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same, whatever is asked. */
    private record Saying(Optional<Message> reply) implements Asker {

        @Override
        public Optional<Message> reply(Message query) {
            return reply;
        }

        @Override
        public boolean validates() {
            return true;
        }
    }
}
