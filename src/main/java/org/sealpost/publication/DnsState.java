package org.sealpost.publication;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Mx;
import org.sealpost.dns.Resolver;
import org.sealpost.dns.Srv;
import org.sealpost.dns.Tlsa;
import org.sealpost.mail.Domain;

/**
 * How a record stands in the DNS.
 *
 * @param found what is published instead, or besides
 */
public record DnsState(WantedRecord wanted, State state, List<String> found) {

    public enum State {
        /** It does what it is wanted for. */
        RIGHT,
        MISSING,
        /** Something else is published. */
        DIFFERS,
        /** The name server doesn't say. */
        UNKNOWN
    }

    public DnsState {
        found = List.copyOf(found);
    }

    /** Asks the DNS, and waits for it. */
    public static DnsState of(WantedRecord wanted, Resolver resolver) {
        return switch (wanted.type()) {
            case TXT -> text(wanted, resolver.txt(wanted.name()));
            case MX -> judged(wanted, resolver.mx(new Domain(wanted.name())), DnsState::written, wanted.value()::equals,
                    mx -> target(wanted.value()).equals(mx.host()));
            case SRV -> judged(wanted, resolver.srv(wanted.name()), DnsState::written, wanted.value()::equals,
                    srv -> tail(wanted.value()).equals(tail(written(srv))));
            case TLSA -> judged(wanted, resolver.tlsa(wanted.name()), Tlsa::toString, wanted.value()::equals, tlsa -> false);
            case CNAME -> alias(wanted, resolver);
        };
    }

    /** One that is as wanted suffices: others may stand beside it. */
    private static <T> DnsState judged(WantedRecord wanted, Answer<T> answer, Function<T, String> written, Predicate<String> same, Predicate<T> asGood) {
        if (answer.isFailed()) {
            return new DnsState(wanted, State.UNKNOWN, List.of());
        }
        List<String> found = answer.records().stream().map(written).toList();
        boolean right = found.stream().anyMatch(same) || answer.records().stream().anyMatch(asGood);
        return new DnsState(wanted, right ? State.RIGHT : found.isEmpty() ? State.MISSING : State.DIFFERS, found);
    }

    /** An alias, or addresses of its own: what counts is that it leads to the same host. */
    private static DnsState alias(WantedRecord wanted, Resolver resolver) {
        var there = resolver.addresses(wanted.name());
        var ours = resolver.addresses(target(wanted.value()));
        if (there.isFailed()) {
            return new DnsState(wanted, State.UNKNOWN, List.of());
        }
        if (there.records().isEmpty()) {
            return new DnsState(wanted, State.MISSING, List.of());
        }
        String leads = resolver.canonicalName(wanted.name()).records().stream().findFirst().orElse("");
        if (leads.equals(target(wanted.value())) || new HashSet<>(there.records()).equals(new HashSet<>(ours.records()))) {
            return new DnsState(wanted, State.RIGHT, List.of());
        }
        return new DnsState(wanted, ours.isFailed() ? State.UNKNOWN : State.DIFFERS, leads.isEmpty() || leads.equals(wanted.name())
                ? there.records().stream().map(one -> one.getHostAddress()).toList() : List.of(leads + "."));
    }

    private static DnsState text(WantedRecord wanted, Answer<String> answer) {
        if (answer.isFailed()) {
            return new DnsState(wanted, State.UNKNOWN, List.of());
        }
        List<String> found = answer.records().stream().filter(one -> isOfKind(one, wanted)).toList();
        if (found.isEmpty()) {
            return new DnsState(wanted, State.MISSING, found);
        }
        boolean right = found.size() == 1 && agrees(found.get(0), wanted);
        return new DnsState(wanted, right ? State.RIGHT : State.DIFFERS, found);
    }

    /** Other texts of the same name are none of ours (RFC 7208 §4.5, RFC 7489 §6.6.3, RFC 8461 §3.1). */
    private static boolean isOfKind(String text, WantedRecord wanted) {
        return switch (wanted.purpose()) {
            case SPF -> (text + " ").toLowerCase(Locale.ROOT).startsWith("v=spf1 ");
            case DMARC -> text.startsWith("v=DMARC1");
            case STS -> text.startsWith("v=STSv1;");
            case TLSRPT -> text.startsWith("v=TLSRPTv1;");
            default -> true;
        };
    }

    private static boolean agrees(String text, WantedRecord wanted) {
        return switch (wanted.purpose()) {
            case SPF -> includesMx(text);
            // a stricter one is as good
            case DMARC -> Stream.of(text.toLowerCase(Locale.ROOT).split(";")).map(one -> one.replaceAll("\\s", ""))
                    .anyMatch(one -> one.equals("p=quarantine") || one.equals("p=reject"));
            case STS -> bare(text).equals(bare(wanted.value()));
            case DKIM -> text.replaceAll("\\s", "").equals(wanted.value().replaceAll("\\s", ""));
            default -> text.strip().equals(wanted.value());
        };
    }

    /** Spaces and a last semicolon count for nothing (RFC 8461 §3.1). */
    private static String bare(String record) {
        return record.replaceAll("\\s", "").replaceAll(";$", "");
    }

    /** Terms are taken in their order, and none counts after {@code all} (RFC 7208 §4.6.2, §5.1). */
    private static boolean includesMx(String spf) {
        for (String term : spf.toLowerCase(Locale.ROOT).split(" +")) {
            if (term.equals("mx") || term.equals("+mx")) {
                return true;
            }
            if (term.matches("[-+~?]?(all|mx)")) {
                return false;
            }
        }
        return false;
    }

    private static String written(Mx mx) {
        return mx.preference() + " " + mx.host() + ".";
    }

    private static String written(Srv srv) {
        return srv.priority() + " " + srv.weight() + " " + srv.port() + " " + srv.target() + ".";
    }

    /** Port and target: which of several is asked first is the domain's own business. */
    private static String tail(String srv) {
        return srv.split(" ", 3)[2];
    }

    /** The host at the end of a record, without the last dot. */
    private static String target(String value) {
        String host = value.substring(value.lastIndexOf(' ') + 1);
        return host.substring(0, host.length() - 1);
    }
}
