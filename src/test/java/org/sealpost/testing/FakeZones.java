package org.sealpost.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Mx;
import org.sealpost.dns.Resolver;
import org.sealpost.dns.Srv;
import org.sealpost.dns.Tlsa;
import org.sealpost.mail.Domain;

/**
 * A resolver that knows what is written in lines such as
 * <pre>
 * verified.test     MX   10 mx.verified.test
 * mx.verified.test  A    192.0.2.1
 * mx.verified.test  AAAA 2001:db8::1
 * alias.test        CNAME verified.test
 * verified.test     TXT  some text
 * kim.test          MX   0 .
 * broken.test       FAILED
 * dane.test         SIGNED
 * _25._tcp.mx.dane.test TLSA 3 1 1 0123…
 * _25._tcp.mx.bogus.test FAILED TLSA
 * 0123…._openpgpkey.dane.test OPENPGPKEY (hexadecimal)
 * 0123…._smimecert.dane.test SMIMEA 3 0 0 0123…
 * </pre>
 * A name that stands nowhere doesn't exist; {@code FAILED} instead of a type breaks every question about the name, or
 * those about one type. What stands at or below a {@code SIGNED} name, or is denied there, is authentic.
 */
public final class FakeZones implements Resolver {

    private record Line(String name, String type, String data) { }

    private final List<Line> lines = new ArrayList<>();
    private BooleanSupplier validates = () -> true;

    private FakeZones() {
    }

    public static FakeZones of(String text) {
        FakeZones zones = new FakeZones();
        text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            String[] parts = line.split("\\s+", 3);
            zones.lines.add(new Line(parts[0].toLowerCase(Locale.ROOT), parts[1], parts.length > 2 ? parts[2] : ""));
        });
        return zones;
    }

    /** While nobody validates nothing is authentic. */
    public FakeZones validated(BooleanSupplier now) {
        validates = now;
        return this;
    }

    @Override
    public Answer<Mx> mx(Domain domain) {
        Answer<String> answer = ask(domain.name(), "MX");
        return answer.status() == Answer.Status.RECORDS
                ? Answer.of(answer.records().stream().map(FakeZones::mx).toList(), answer.authentic())
                : same(answer);
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        Answer<String> six = ask(host, "AAAA");
        Answer<String> four = ask(host, "A");
        List<InetAddress> both = new ArrayList<>();
        six.records().forEach(text -> both.add(address(text)));
        four.records().forEach(text -> both.add(address(text)));
        return both.isEmpty() ? same(four) : Answer.of(both, six.records().isEmpty() ? four.authentic() : six.authentic());
    }

    @Override
    public Answer<String> txt(String name) {
        return ask(name, "TXT");
    }

    @Override
    public Answer<Tlsa> tlsa(String name) {
        Answer<String> answer = ask(name, "TLSA");
        return answer.status() == Answer.Status.RECORDS
                ? Answer.of(answer.records().stream().map(FakeZones::tlsaRecord).toList(), answer.authentic())
                : same(answer);
    }

    @Override
    public Answer<byte[]> openPgpKey(String name) {
        Answer<String> answer = ask(name, "OPENPGPKEY");
        return answer.status() == Answer.Status.RECORDS
                ? Answer.of(answer.records().stream().map(HexFormat.of()::parseHex).toList(), answer.authentic())
                : same(answer);
    }

    @Override
    public Answer<Tlsa> smimea(String name) {
        Answer<String> answer = ask(name, "SMIMEA");
        return answer.status() == Answer.Status.RECORDS
                ? Answer.of(answer.records().stream().map(FakeZones::tlsaRecord).toList(), answer.authentic())
                : same(answer);
    }

    @Override
    public Answer<Srv> srv(String name) {
        Answer<String> answer = ask(name, "SRV");
        return answer.status() == Answer.Status.RECORDS
                ? Answer.of(answer.records().stream().map(FakeZones::srvRecord).toList(), answer.authentic())
                : same(answer);
    }

    @Override
    public Answer<String> canonicalName(String name) {
        String asked = name.toLowerCase(Locale.ROOT);
        for (Line line : lines) {
            if (line.name.equals(asked) && line.type.equals("CNAME")) {
                Answer<String> end = canonicalName(line.data);
                return Answer.of(end.records(), end.authentic() && isSigned(asked));
            }
        }
        return Answer.of(List.of(asked), isSigned(asked));
    }

    @Override
    public boolean validates() {
        return validates.getAsBoolean();
    }

    private boolean isSigned(String name) {
        return validates() && lines.stream().anyMatch(line -> line.type.equals("SIGNED")
                && (name.equals(line.name) || name.endsWith("." + line.name)));
    }

    private Answer<String> ask(String name, String type) {
        String asked = name.toLowerCase(Locale.ROOT);
        boolean signed = isSigned(asked);
        List<Line> named = lines.stream().filter(line -> line.name.equals(asked)).toList();
        if (named.isEmpty()) {
            return Answer.none(Answer.Status.NO_NAME, signed);
        }
        if (named.stream().anyMatch(line -> line.type.equals("FAILED") && (line.data.isEmpty() || line.data.equals(type)))) {
            return Answer.failed();
        }
        for (Line line : named) {
            if (line.type.equals("CNAME")) {
                Answer<String> end = ask(line.data, type);
                return new Answer<>(end.status(), end.records(), end.authentic() && signed);
            }
        }
        List<String> found = named.stream().filter(line -> line.type.equals(type)).map(Line::data).toList();
        return found.isEmpty() ? Answer.none(Answer.Status.NO_DATA, signed) : Answer.of(found, signed);
    }

    private static <T> Answer<T> same(Answer<?> answer) {
        return answer.isFailed() ? Answer.failed() : Answer.none(answer.status(), answer.authentic());
    }

    private static Mx mx(String data) {
        String[] parts = data.split("\\s+");
        return new Mx(Integer.parseInt(parts[0]), parts[1].equals(".") ? "" : parts[1].toLowerCase(Locale.ROOT));
    }

    private static Srv srvRecord(String data) {
        String[] parts = data.split("\\s+");
        return new Srv(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3].equals(".") ? "" : parts[3]);
    }

    private static Tlsa tlsaRecord(String data) {
        String[] parts = data.split("\\s+", 4);
        return new Tlsa(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]),
                HexFormat.of().parseHex(parts[3].replaceAll("\\s", "").toLowerCase(Locale.ROOT)));
    }

    private static InetAddress address(String numbers) {
        try {
            return InetAddress.getByName(numbers);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(numbers, e);
        }
    }
}
