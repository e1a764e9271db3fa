package org.sealpost.authentication;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.impl.SPF;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Mx;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.mail.ReversePath;

/** Whether the envelope's domain lets the client send for it (RFC 7208), asked of our own resolver. */
final class SpfChecker {

    private static final int MOST_LOOKUPS = 10;

    private final SPF checker;

    SpfChecker(Resolver resolver) {
        checker = new SPF(new Names(resolver));
        checker.setUseBestGuess(false);
    }

    /** One of the words of RFC 7208 §2.6. */
    String check(InetAddress client, ReversePath from, String hello) {
        String result = checker.checkSPF(client.getHostAddress().replaceAll("%.*", ""), from.toString(), hello).getResult().toLowerCase(Locale.ROOT);
        return List.of("none", "neutral", "pass", "fail", "softfail", "temperror", "permerror").contains(result) ? result : "permerror";
    }

    /**
     * What the library wants to know of the DNS, in lists of its own, since it changes them. The {@code ptr} mechanism finds nothing
     * (RFC 7208 §5.5: it is not to be used).
     */
    private static final class Names implements DNSService {

        private final Resolver resolver;
        private int most = MOST_LOOKUPS;

        private Names(Resolver resolver) {
            this.resolver = resolver;
        }

        @Override
        public List<String> getRecords(DNSRequest request) throws TimeoutException {
            String name = request.getHostname().endsWith(".") ? request.getHostname().substring(0, request.getHostname().length() - 1)
                    : request.getHostname();
            return switch (request.getRecordType()) {
                case DNSRequest.TXT -> found(resolver.txt(name));
                case DNSRequest.A -> addresses(name, true);
                case DNSRequest.AAAA -> addresses(name, false);
                case DNSRequest.MX -> mailHosts(name);
                default -> null;
            };
        }

        private List<String> addresses(String name, boolean ipv4) throws TimeoutException {
            Answer<InetAddress> answer = resolver.addresses(name);
            if (answer.isFailed()) {
                throw new TimeoutException("no answer");
            }
            return list(answer.records().stream().filter(address -> address instanceof Inet4Address == ipv4).map(InetAddress::getHostAddress));
        }

        private List<String> mailHosts(String name) throws TimeoutException {
            try {
                Answer<Mx> answer = resolver.mx(new Domain(name));
                if (answer.isFailed()) {
                    throw new TimeoutException("no answer");
                }
                return list(answer.records().stream().filter(mx -> !mx.isNull()).map(Mx::host));
            } catch (MalformedAddress e) {
                return new ArrayList<>();
            }
        }

        /** Nothing is null here, as the library has it. */
        private static List<String> found(Answer<String> answer) throws TimeoutException {
            if (answer.isFailed()) {
                throw new TimeoutException("no answer");
            }
            return answer.records().isEmpty() ? null : list(answer.records().stream());
        }

        private static List<String> list(Stream<String> records) {
            return records.collect(Collectors.toCollection(ArrayList::new));
        }

        @Override
        public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
            try {
                return CompletableFuture.completedFuture(getRecords(request));
            } catch (TimeoutException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public List<String> getLocalDomainNames() {
            return List.of();
        }

        @Override
        public void setTimeOut(int seconds) {
            // the resolver keeps its own time
        }

        @Override
        public int getRecordLimit() {
            return most;
        }

        @Override
        public void setRecordLimit(int limit) {
            most = limit;
        }
    }
}
