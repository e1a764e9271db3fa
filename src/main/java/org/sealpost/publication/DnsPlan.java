package org.sealpost.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealpost.mail.Domain;
import org.sealpost.publication.WantedRecord.Purpose;
import org.sealpost.publication.WantedRecord.Type;

/** All records a domain of ours needs, in the order in which they are best made. */
public record DnsPlan(Domain domain, List<WantedRecord> records) {

    private static final int TTL = 3600;

    public DnsPlan {
        records = List.copyOf(records);
    }

    /** @param proof value of the TXT record at {@code _sealpost} */
    public static DnsPlan of(Domain domain, MailHost host, String proof, List<DkimRecord> keys) {
        List<WantedRecord> all = new ArrayList<>();
        String name = domain.name();
        String web = host.web() + ".";
        all.add(must(Type.TXT, "_sealpost." + name, proof, Purpose.PROOF));
        all.add(must(Type.MX, name, "10 " + host.name() + ".", Purpose.MX));
        all.add(must(Type.TXT, name, "v=spf1 mx -all", Purpose.SPF));
        keys.forEach(key -> all.add(must(Type.TXT, key.name(), key.value(), Purpose.DKIM)));
        all.add(must(Type.TXT, "_dmarc." + name, "v=DMARC1; p=quarantine", Purpose.DMARC));
        all.add(may(Type.CNAME, "mta-sts." + name, web, Purpose.STS_HOST));
        all.add(may(Type.TXT, "_mta-sts." + name, "v=STSv1; id=" + OwnPolicy.id(host) + ";", Purpose.STS));
        host.tlsa().ifPresent(tlsa -> all.add(may(Type.TLSA, "_25._tcp." + host.name(), tlsa.toString(), Purpose.DANE)));
        all.add(may(Type.TXT, "_smtp._tls." + name, "v=TLSRPTv1; rua=mailto:tlsrpt@" + name, Purpose.TLSRPT));
        all.add(service("_submissions._tcp.", name, host, host.submissions(), Purpose.SUBMISSIONS));
        all.add(service("_submission._tcp.", name, host, host.submission(), Purpose.SUBMISSION));
        all.add(may(Type.CNAME, "autoconfig." + name, web, Purpose.AUTOCONFIG));
        all.add(may(Type.CNAME, "autodiscover." + name, web, Purpose.AUTODISCOVER));
        all.add(may(Type.CNAME, "openpgpkey." + name, web, Purpose.KEYS));
        return new DnsPlan(domain, all);
    }

    /** A service that isn't offered is denied with the root as its target (RFC 6186 §3.4). */
    private static WantedRecord service(String label, String name, MailHost host, Optional<Integer> port, Purpose purpose) {
        return may(Type.SRV, label + name, port.map(one -> "0 1 " + one + " " + host.name() + ".").orElse("0 0 0 ."), purpose);
    }

    private static WantedRecord must(Type type, String name, String value, Purpose purpose) {
        return new WantedRecord(type, name, value, TTL, purpose, true);
    }

    private static WantedRecord may(Type type, String name, String value, Purpose purpose) {
        return new WantedRecord(type, name, value, TTL, purpose, false);
    }
}
