package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sealpost.audit.AuditEvent;
import org.sealpost.audit.AuditLog;
import org.sealpost.mail.Address;

/** The limits on signing in, one for the whole application. */
@ApplicationScoped
public class SignInGate {

    private SignInLimits limits;
    private Directory directory;
    private AuditLog audit;

    @Inject
    void count(InstantSource clock, Directory directory, AuditLog audit) {
        this.limits = new SignInLimits(clock);
        this.directory = directory;
        this.audit = audit;
    }

    public Optional<Duration> tried(String address, String remote) {
        return limits.tried(address, remote);
    }

    /** How long to wait, if no try may be made; none is taken. */
    public Optional<Duration> locked(String address, String remote) {
        return limits.locked(address, remote);
    }

    /** The password was right, and no try was taken for it. */
    public void cleared(String address, String remote) {
        limits.cleared(address, remote);
    }

    /** A password was wrong. Of somebody who isn't here nothing is written down: an account's log is about its own people. */
    public void refused(Address address, String door, String remote) {
        directory.user(address).ifPresent(user -> audit.record(new AuditEvent(user.accountId(), door, "signin.refused", user.address().toString(),
                Map.of("client", remote))));
    }

    public void succeeded(String address, String remote) {
        limits.succeeded(address, remote);
    }
}
