package org.sealpost.dane;

import java.net.InetAddress;
import java.util.List;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.dns.Tlsa;

/** Looks for the TLSA records of an MX host that was found by authentic means (RFC 7672 §2.2). */
public final class TlsaFinder {

    private static final String SERVICE = "_25._tcp.";

    private final Resolver resolver;

    public TlsaFinder(Resolver resolver) {
        this.resolver = resolver;
    }

    /** False where nobody validates: then nothing can be told of any host. */
    public boolean canTell() {
        return resolver.validates();
    }

    /** @param mxHost lower case, without the last dot */
    public TlsaFinding of(String mxHost) {
        if (!canTell()) {
            return TlsaFinding.without(TlsaFinding.Kind.INSECURE);
        }
        Answer<String> canonical = resolver.canonicalName(mxHost);
        if (canonical.isFailed()) {
            return TlsaFinding.without(TlsaFinding.Kind.FAILED);
        }
        boolean alias = canonical.records().stream().anyMatch(name -> !name.equals(mxHost));
        return alias ? ofAlias(mxHost, canonical) : ofHost(mxHost);
    }

    /**
     * Without signed addresses there is no question for TLSA records: many servers of unsigned zones fail at it, and their
     * mail would wait for nothing (RFC 7672 §2.2.2).
     */
    private TlsaFinding ofHost(String host) {
        Answer<InetAddress> addresses = resolver.addresses(host);
        if (addresses.isFailed()) {
            return TlsaFinding.without(TlsaFinding.Kind.FAILED);
        }
        return addresses.authentic() ? at(host) : TlsaFinding.without(TlsaFinding.Kind.INSECURE);
    }

    /** The alias's end first, if all the way to it is proven; else the alias itself (RFC 7672 §2.2.2). */
    private TlsaFinding ofAlias(String mxHost, Answer<String> canonical) {
        if (canonical.authentic()) {
            TlsaFinding atEnd = ofHost(canonical.records().get(0));
            boolean decided = atEnd.kind() != TlsaFinding.Kind.NONE && atEnd.kind() != TlsaFinding.Kind.INSECURE;
            if (decided) {
                return atEnd;
            }
        }
        return at(mxHost);
    }

    private TlsaFinding at(String base) {
        Answer<Tlsa> answer = resolver.tlsa(SERVICE + base);
        if (answer.isFailed()) {
            return TlsaFinding.without(TlsaFinding.Kind.FAILED);
        }
        if (!answer.authentic()) {
            return TlsaFinding.without(TlsaFinding.Kind.INSECURE);
        }
        if (answer.isNone()) {
            return TlsaFinding.without(TlsaFinding.Kind.NONE);
        }
        List<Tlsa> usable = UsableRecords.among(answer.records());
        return new TlsaFinding(usable.isEmpty() ? TlsaFinding.Kind.UNUSABLE : TlsaFinding.Kind.USABLE, usable, base);
    }
}
