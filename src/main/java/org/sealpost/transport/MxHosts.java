package org.sealpost.transport;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Mx;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
import org.sealpost.mail.EnhancedStatus;

/** Finds the hosts that take a domain's mail (RFC 5321 §5.1, RFC 7505). */
final class MxHosts {

    private static final int MOST_HOSTS = 10;
    /** At least two labels, the last one not a number: no address in disguise can pass. */
    private static final Pattern HOST_NAME =
            Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final EnhancedStatus LOOP = new EnhancedStatus(5, 4, 6);

    private final Resolver resolver;
    private final String ourName;
    private final Random random;

    /** @param random shuffles hosts of one preference */
    MxHosts(Resolver resolver, String ourName, Random random) {
        this.resolver = resolver;
        this.ourName = ourName;
        this.random = random;
    }

    MxRoute of(Domain domain) {
        boolean validated = resolver.validates();
        Answer<Mx> answer = resolver.mx(domain);
        return switch (answer.status()) {
            case FAILED -> MxRoute.unknown(domain.name());
            case NO_NAME -> MxRoute.nowhere(EnhancedStatus.BAD_DOMAIN, "mx.nodomain", domain.name());
            case NO_DATA -> implicit(domain, answer.authentic(), validated);
            case RECORDS -> explicit(domain, answer, validated);
        };
    }

    /** Without MX records the domain itself is the host. */
    private MxRoute implicit(Domain domain, boolean authentic, boolean validated) {
        Answer<InetAddress> addresses = resolver.addresses(domain.name());
        if (addresses.isFailed()) {
            return MxRoute.unknown(domain.name());
        }
        return addresses.isNone()
                ? MxRoute.nowhere(EnhancedStatus.BAD_DOMAIN, "mx.none", domain.name())
                : MxRoute.through(List.of(domain.name()), authentic, validated);
    }

    private MxRoute explicit(Domain domain, Answer<Mx> answer, boolean validated) {
        List<Mx> named = answer.records().stream().filter(mx -> !mx.isNull()).toList();
        if (named.isEmpty()) {
            return MxRoute.nowhere(EnhancedStatus.NULL_MX, "mx.null", domain.name());
        }
        List<String> hosts = inOrder(beforeUs(named)).stream()
                .map(Mx::host).filter(HOST_NAME.asMatchPredicate()).distinct().limit(MOST_HOSTS).toList();
        if (hosts.isEmpty()) {
            boolean loop = named.stream().anyMatch(mx -> mx.host().equals(ourName));
            return MxRoute.nowhere(loop ? LOOP : EnhancedStatus.BAD_DOMAIN, loop ? "mx.loop" : "mx.unusable", domain.name());
        }
        return MxRoute.through(hosts, answer.authentic(), validated);
    }

    /** A relay that is itself among the hosts uses only better ones, or mail would go in circles. */
    private List<Mx> beforeUs(List<Mx> records) {
        int ours = records.stream().filter(mx -> mx.host().equals(ourName))
                .mapToInt(Mx::preference).min().orElse(Integer.MAX_VALUE);
        return records.stream().filter(mx -> mx.preference() < ours).toList();
    }

    private List<Mx> inOrder(List<Mx> records) {
        List<Mx> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);
        shuffled.sort(Comparator.comparingInt(Mx::preference));
        return shuffled;
    }
}
