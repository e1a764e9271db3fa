package org.sealpost.transport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.mail.Address;

/** What is known so far about each recipient of a consignment. */
final class Ledger {

    private final List<Address> recipients;
    private final Map<Address, Finding> findings = new LinkedHashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();

    Ledger(List<Address> recipients) {
        this.recipients = recipients;
    }

    /** Those for whom another host may still be asked. */
    List<Address> open() {
        return recipients.stream().distinct()
                .filter(recipient -> !Optional.ofNullable(findings.get(recipient)).map(Finding::isFinal).orElse(false))
                .toList();
    }

    boolean isSettled() {
        return open().isEmpty();
    }

    void record(Address recipient, Finding finding) {
        findings.merge(recipient, finding, (old, now) -> now.weight().compareTo(old.weight()) >= 0 ? now.beside(old) : old.beside(now));
    }

    void recordOpen(Finding finding) {
        open().forEach(recipient -> record(recipient, finding));
    }

    void see(Evidence seen) {
        evidence.add(seen);
    }

    List<Outcome> outcomes() {
        return recipients.stream().map(this::outcome).toList();
    }

    private Outcome outcome(Address recipient) {
        Finding finding = findings.get(recipient);
        return new Outcome(finding.kind(), finding.status(), finding.reason(), finding.uncertain(), finding.belowFloor(), evidence);
    }
}
