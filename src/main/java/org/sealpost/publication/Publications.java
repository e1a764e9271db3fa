package org.sealpost.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.sealpost.directory.LocalDomain;
import org.sealpost.dns.Resolver;
import org.sealpost.keys.SigningKeys;
import org.sealpost.mtasts.StsPolicy;

/** What our domains should publish, and what the DNS shows of it. */
@ApplicationScoped
public class Publications {

    private SigningKeys keys;
    private Resolver resolver;
    private MailHost host;
    private ExecutorService workers;

    protected Publications() {
    }

    @Inject
    Publications(SigningKeys keys, Resolver resolver, MailHost host, ExecutorService workers) {
        this.keys = keys;
        this.resolver = resolver;
        this.host = host;
        this.workers = workers;
    }

    public DnsPlan plan(LocalDomain domain) {
        return DnsPlan.of(domain.name(), host, domain.proofToken(), keys.published(domain.accountId(), domain.name()).stream()
                .map(key -> new DkimRecord(key.name(), key.record())).toList());
    }

    /** Asks for all of them at once. Waits for the DNS, so never call it in a transaction. */
    public List<DnsState> look(DnsPlan plan) {
        List<CompletableFuture<DnsState>> asked = plan.records().stream()
                .map(wanted -> CompletableFuture.supplyAsync(() -> DnsState.of(wanted, resolver), workers)).toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    /** What that policy asks of senders. */
    public StsPolicy.Mode mode() {
        return host.mode();
    }

    /** The MTA-STS policy of every domain of ours. */
    public String policy() {
        return OwnPolicy.text(host);
    }
}
