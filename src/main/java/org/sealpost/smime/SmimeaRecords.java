package org.sealpost.smime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sealpost.assurance.Reason;
import org.sealpost.dns.Answer;
import org.sealpost.dns.MailboxNames;
import org.sealpost.dns.Resolver;
import org.sealpost.dns.Tlsa;
import org.sealpost.endtoend.Certificate;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.mail.Address;

/**
 * The certificates that a domain publishes in its DNS (RFC 8162). What DNSSEC doesn't prove isn't looked at (§7). Only whole certificates
 * (selector 0, matching type 0) of a person are of use here: usage 3 as they are, usage 1 if an authority that is trusted vouches for them,
 * too. Usages 0 and 2 name authorities, which nobody can be written to with. Waits for the network.
 */
public final class SmimeaRecords {

    private static final int MOST = 10;
    private static final int PKIX_EE = 1;
    private static final int DANE_EE = 3;

    private final Resolver resolver;
    private final CertificateChain authorities;
    private final InstantSource clock;

    /** How a look ended. */
    public enum Kind {
        FOUND,
        /** The domain says, reliably, that it has none for this address. */
        NONE,
        /** Nobody answered, or what came is bogus: it may be otherwise later. */
        UNKNOWN,
        /** What it publishes is of no use. */
        BROKEN
    }

    /**
     * What was found.
     *
     * @param certificates those that name exactly this address; at least one if FOUND, otherwise none
     * @param why {@code smimea.*}
     */
    public record Found(Kind kind, List<SmimeCertificate> certificates, Reason why) {

        public Found {
            certificates = List.copyOf(certificates);
        }
    }

    /** @param authorities who may vouch for certificates of usage 1 */
    public SmimeaRecords(Resolver resolver, CertificateChain authorities, InstantSource clock) {
        this.resolver = resolver;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** A record that can't be read or used is passed over. */
    public Found find(Address address) {
        String domain = address.domain().name();
        Answer<Tlsa> answer = resolver.smimea(MailboxNames.smimeCertificate(address));
        if (answer.isFailed()) {
            return without(Kind.UNKNOWN, "smimea.failed", domain);
        }
        if (answer.isNone()) {
            return without(Kind.NONE, "smimea.none", domain);
        }
        if (!answer.authentic()) {
            return without(Kind.BROKEN, "smimea.unproven", domain);
        }
        List<SmimeCertificate> usable = usable(answer.records());
        if (usable.isEmpty()) {
            return without(Kind.BROKEN, "smimea.malformed", domain);
        }
        List<SmimeCertificate> named = usable.stream().filter(one -> one.addresses().contains(address)).toList();
        return named.isEmpty() ? without(Kind.BROKEN, "smimea.others", domain) : new Found(Kind.FOUND, named, Reason.of("smimea.found", domain));
    }

    private List<SmimeCertificate> usable(List<Tlsa> records) {
        List<SmimeCertificate> usable = new ArrayList<>();
        Instant now = clock.instant();
        for (Tlsa record : records.stream().filter(SmimeaRecords::isWholeCertificate).limit(MOST).toList()) {
            try {
                SmimeCertificate one = only(record.data());
                if (record.usage() == DANE_EE || authorities.believed(one, List.of(), now).isPresent()) {
                    usable.add(one);
                }
            } catch (UnfitKey e) {
                continue;
            }
        }
        return usable;
    }

    private static boolean isWholeCertificate(Tlsa record) {
        return Set.of(PKIX_EE, DANE_EE).contains(record.usage()) && record.selector() == 0 && record.matchingType() == 0;
    }

    /** Anything behind it would be a chain that nobody asked for. */
    private static SmimeCertificate only(byte[] der) throws UnfitKey {
        List<SmimeCertificate> read = SmimeCertificate.chain(new Certificate(der));
        if (read.size() != 1) {
            throw new UnfitKey(UnfitKey.Why.MALFORMED, "");
        }
        return read.get(0);
    }

    private static Found without(Kind kind, String code, String domain) {
        return new Found(kind, List.of(), Reason.of(code, domain));
    }
}
