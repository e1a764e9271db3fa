package org.sealpost.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.assurance.Evidence;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.EnhancedStatus;
import org.sealpost.smtp.Deadlines;
import org.sealpost.smtp.Reply;
import org.sealpost.smtp.SmtpConnection;
import org.sealpost.wire.Watchdog;
import org.sealpost.smtp.WireFault;
import org.sealpost.wire.Dialer;

/** Calls at an MX host: from connecting to the verdict, so that what follows is MAIL FROM or nothing. */
final class Caller {

    private final Dialer dialer;
    private final Watchdog watchdog;
    private final InstantSource clock;
    private final String ourName;

    Caller(Dialer dialer, Watchdog watchdog, InstantSource clock, String ourName) {
        this.dialer = dialer;
        this.watchdog = watchdog;
        this.clock = clock;
        this.ourName = ourName;
    }

    /** What falls short by what the host showed some time ago has another call: it may have renewed it since. */
    Call call(String host, InetSocketAddress route, TlsPolicy policy, Deadlines deadlines) {
        Conversation conversation = new Conversation(host, route, policy);
        Call call = call(conversation, deadlines);
        return conversation.isOutdated ? call(new Conversation(host, route, policy), deadlines) : call;
    }

    private Call call(Conversation conversation, Deadlines deadlines) {
        try {
            Socket socket = dialer.dial(conversation.route, deadlines.connect());
            conversation.connection = new SmtpConnection(socket, watchdog, deadlines);
        } catch (IOException e) {
            return conversation.end(Finding.unreached(EnhancedStatus.NO_CONNECTION, Reason.of("mx.unreachable", conversation.host)));
        }
        Call call = conversation.hold();
        if (call.session().isEmpty()) {
            conversation.connection.close();
        }
        return call;
    }

    /** One call as it goes. */
    private final class Conversation {

        private final String host;
        private final InetSocketAddress route;
        private final TlsPolicy policy;
        private SmtpConnection connection;
        private boolean tlsOffered;
        private boolean isOutdated;
        private Verdict verdict = Verdict.none("tls.unreached");
        private Optional<Presented> presented = Optional.empty();
        private Optional<Reply> last = Optional.empty();

        private Conversation(String host, InetSocketAddress route, TlsPolicy policy) {
            this.host = host;
            this.route = route;
            this.policy = policy;
        }

        private Call hold() {
            try {
                Reply greeting = hear(connection.greeting());
                if (!greeting.isPositive()) {
                    return end(Finding.ofHost(host, greeting));
                }
                Reply ehlo = hear(connection.ehlo(ourName));
                if (!ehlo.isPositive()) {
                    return ehlo.isPermanent() ? sayHelo() : end(Finding.ofHost(host, ehlo));
                }
                tlsOffered = connection.extensions().offer("STARTTLS");
                return tlsOffered ? secure() : stayInClear(Verdict.none("tls.none", host));
            } catch (IOException e) {
                return end(Finding.unreached(new EnhancedStatus(4, 4, 2), fault(host, e)));
            }
        }

        /** A host without EHLO has no STARTTLS either. */
        private Call sayHelo() throws IOException {
            Verdict clear = Verdict.none("tls.helo", host);
            if (!policy.allowsClear()) {
                return stayInClear(clear);
            }
            Reply helo = hear(connection.helo(ourName));
            return helo.isPositive() ? stayInClear(clear) : end(Finding.ofHost(host, helo));
        }

        private Call stayInClear(Verdict clear) {
            verdict = clear;
            return policy.allows(verdict) ? ready() : fallShort();
        }

        /** From the offer of STARTTLS on there is no way back to clear, whatever was demanded. */
        private Call secure() throws IOException {
            if (!shakeHands()) {
                return end(Finding.insecure(verdict.reason(), policy.isBelowFloor(verdict)));
            }
            Presented shown = new Presented(connection.session().orElseThrow(), host);
            presented = Optional.of(shown);
            verdict = policy.judge(shown, clock.instant());
            if (!policy.allows(verdict) || !policy.tls().permits(shown.session())) {
                Call call = fallShort();
                isOutdated = shown.isOld();
                shown.forget();
                return call;
            }
            Reply ehlo = hear(connection.ehlo(ourName));
            if (!ehlo.isPositive()) {
                return end(Finding.lost(Reason.of("smtp.deferred", host, ehlo.summary())));
            }
            return policy.requiresTls() && !connection.extensions().offer("REQUIRETLS") ? refuseToPromise() : ready();
        }

        private boolean shakeHands() {
            try {
                Reply reply = hear(connection.startTls());
                if (reply.code() != 220) {
                    verdict = Verdict.none("tls.refused", host, reply.summary());
                    return false;
                }
                connection.negotiate(policy.tls(), policy.serverName(host));
                return true;
            } catch (IOException e) {
                boolean injected = e instanceof WireFault fault && fault.kind() == WireFault.Kind.INJECTED;
                verdict = Verdict.none(injected ? "tls.injected" : "tls.handshake", host);
                return false;
            }
        }

        private Call fallShort() {
            connection.quit();
            return end(policy.shortfall(verdict, host));
        }

        /** The connection is good, and nobody knows what would follow it (RFC 8689 §4.2.1). */
        private Call refuseToPromise() {
            connection.quit();
            return end(Finding.withoutPromise(host));
        }

        private Call ready() {
            MxSession session = new MxSession(connection, host, numbers(), presented, verdict, policy);
            return new Call(Optional.of(session), Optional.empty(), evidence(), tlsOffered);
        }

        private Call end(Finding finding) {
            if (verdict.reason().code().equals("tls.unreached")) {
                verdict = new Verdict(verdict.level(), finding.reason());
            }
            return new Call(Optional.empty(), Optional.of(finding), evidence(), tlsOffered);
        }

        private Evidence evidence() {
            return MxSession.evidence(clock.instant(), host, numbers(),
                    Optional.ofNullable(connection).flatMap(SmtpConnection::session), verdict, policy.applied(), last);
        }

        private Reply hear(Reply reply) {
            last = Optional.of(reply);
            return reply;
        }

        private String numbers() {
            return route.getAddress().getHostAddress();
        }
    }

    /** Why a conversation broke off, in words for people. */
    static Reason fault(String host, IOException fault) {
        if (fault instanceof WireFault wire) {
            return switch (wire.kind()) {
                case TOO_SLOW -> Reason.of("mx.slow", host);
                case GARBLED, INJECTED -> Reason.of("mx.garbled", host);
                case CLOSED -> Reason.of("mx.closed", host);
            };
        }
        return Reason.of("mx.closed", host);
    }
}
