package org.sealpost.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What the peer offered in its reply to EHLO (RFC 5321 §4.1.1.1). Whatever it said before TLS counts no more after. */
public final class Extensions {

    static final Extensions NONE = new Extensions(Map.of());

    private final Map<String, String> offered;

    private Extensions(Map<String, String> offered) {
        this.offered = offered;
    }

    static Extensions in(Reply ehlo) {
        Map<String, String> offered = new HashMap<>();
        for (String line : ehlo.lines().subList(1, ehlo.lines().size())) {
            String[] parts = line.strip().split("[ =]", 2);
            offered.putIfAbsent(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1].strip() : "");
        }
        return new Extensions(offered);
    }

    /** @param keyword upper case, for example {@code STARTTLS} */
    public boolean offer(String keyword) {
        return offered.containsKey(keyword);
    }

    /** The largest message in octets (RFC 1870); empty if there is no limit or it isn't told. */
    public OptionalLong size() {
        String size = offered.getOrDefault("SIZE", "");
        if (!size.matches("\\d{1,18}") || Long.parseLong(size) == 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(size));
    }
}
