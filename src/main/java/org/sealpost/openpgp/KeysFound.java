package org.sealpost.openpgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sealpost.assurance.Reason;
import org.sealpost.endtoend.UnfitKey;
import org.sealpost.http.Fetch;
import org.sealpost.mail.Address;

/**
 * What somebody publishes for an address.
 *
 * @param certificates those that name exactly this address, a revoked one too; at least one if FOUND, otherwise none
 * @param why {@code wkd.*}, {@code keyserver.*}, {@code openpgpkey.*}, {@code http.*} or {@code tls.certificate.*}
 */
public record KeysFound(Kind kind, List<OpenPgpCertificate> certificates, Reason why) {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** How a look ended. */
    public enum Kind {
        FOUND,
        /** It is said, reliably, that there is none for this address. */
        NONE,
        /** Nobody answered, or not whoever should: it may be otherwise later. */
        UNKNOWN,
        /** What is published is of no use. */
        BROKEN
    }

    public KeysFound {
        certificates = List.copyOf(certificates);
    }

    static KeysFound without(Kind kind, Reason why) {
        return new KeysFound(kind, List.of(), why);
    }

    /** What a web server said. @param place what its reasons begin with, for example {@code wkd} @param host whom they name */
    static KeysFound in(Fetch fetch, KeyReading reading, Address address, Instant now, String place, String host) {
        if (fetch instanceof Fetch.Failure failure) {
            return without(switch (failure.kind()) {
                case UNREACHED, UNTRUSTED -> Kind.UNKNOWN;
                case NOWHERE -> Kind.NONE;
                case UNREADABLE -> Kind.BROKEN;
            }, failure.why());
        }
        Fetch.Document document = (Fetch.Document) fetch;
        if (document.status() != OK) {
            return without(document.status() == NOT_FOUND ? Kind.NONE : Kind.UNKNOWN,
                    Reason.of(place + ".status", host, Integer.toString(document.status())));
        }
        try {
            return of(reading.certificates(document.body()), address, now, place, host);
        } catch (UnfitKey e) {
            return without(Kind.BROKEN, Reason.of(place + ".malformed", host));
        }
    }

    /** Those of them that are for this address. */
    static KeysFound of(List<OpenPgpCertificate> published, Address address, Instant now, String place, String host) {
        List<OpenPgpCertificate> named = new ArrayList<>();
        for (OpenPgpCertificate one : published) {
            // a revoked one binds nobody any more, but whoever knows it must learn of it
            if (one.names(address, now) || one.isRevoked(now) && one.claims(address)) {
                named.add(one);
            }
        }
        return named.isEmpty() ? without(Kind.BROKEN, Reason.of(place + ".others", host))
                : new KeysFound(Kind.FOUND, named, Reason.of(place + ".found", host));
    }
}
