package org.sealpost.assurance;

import java.util.List;

/**
 * Why something was decided, or what happened, as a message key and its values; pages put it into the reader's
 * language with {@code messages.properties}, key {@code reason.<code>}.
 *
 * @param code lower case words joined by dots, for example {@code tls.certificate.selfsigned}
 * @param values what stands in {0}, {1} …: host names, dates, settings; never content
 */
public record Reason(String code, List<String> values) {

    public Reason {
        values = List.copyOf(values);
    }

    public static Reason of(String code, String... values) {
        return new Reason(code, List.of(values));
    }
}
