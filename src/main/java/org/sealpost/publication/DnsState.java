package org.sealpost.publication;

import java.util.List;
import java.util.Locale;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;

/**
 * How a TXT record stands in the DNS.
 *
 * @param found what is published instead, or besides
 */
public record DnsState(WantedRecord wanted, State state, List<String> found) {

    public enum State { RIGHT, MISSING, DIFFERS, UNKNOWN }

    public DnsState {
        found = List.copyOf(found);
    }

    /** @param wanted of type TXT; anything else is unknown */
    public static DnsState ofText(WantedRecord wanted, Resolver resolver) {
        if (wanted.type() != WantedRecord.Type.TXT) {
            return new DnsState(wanted, State.UNKNOWN, List.of());
        }
        Answer<String> answer = resolver.txt(wanted.name());
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
        return wanted.purpose() == WantedRecord.Purpose.SPF ? includesMx(text) : text.equals(wanted.value());
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
}
