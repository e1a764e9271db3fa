package org.sealpost.http;

import java.util.Locale;
import java.util.Optional;
import org.sealpost.assurance.Reason;

/** How a request ended. */
public sealed interface Fetch {

    /**
     * A whole response, whatever its status.
     *
     * @param status final, 200 to 599
     * @param contentType the Content-Type field as it came
     * @param body empty unless the status is 200
     */
    record Document(int status, Optional<String> contentType, byte[] body) implements Fetch {

        /** Type and subtype in lower case, without parameters (RFC 9110 §8.3.1). */
        public Optional<String> mediaType() {
            return contentType.map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
        }
    }

    /** @param why {@code http.*}, or {@code tls.certificate.*} for a certificate that proves nothing */
    record Failure(Kind kind, Reason why) implements Fetch { }

    enum Kind {
        /** The DNS failed, or nobody answered, or not in time: it may be otherwise in a minute. */
        UNREACHED,
        /** The DNS says, reliably, that there is no such host, or it has no address that we connect to, or it is no URL for us. */
        NOWHERE,
        /** Whoever answered didn't prove to be the host. */
        UNTRUSTED,
        /** What came is no whole HTTP response, or is larger than the limits. */
        UNREADABLE
    }

    private static Failure failure(Kind kind, String code, String host) {
        return new Failure(kind, Reason.of(code, host));
    }

    static Failure unreached(String code, String host) {
        return failure(Kind.UNREACHED, code, host);
    }

    static Failure nowhere(String code, String host) {
        return failure(Kind.NOWHERE, code, host);
    }

    static Failure untrusted(Reason why) {
        return new Failure(Kind.UNTRUSTED, why);
    }

    static Failure unreadable(String code, String host) {
        return failure(Kind.UNREADABLE, code, host);
    }
}
