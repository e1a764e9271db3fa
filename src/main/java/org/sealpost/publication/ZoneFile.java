package org.sealpost.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Records in the master file format (RFC 1035 §5.1). */
public final class ZoneFile {

    /** A character-string holds no more (RFC 1035 §3.3). */
    private static final int MAX_STRING = 255;

    private ZoneFile() {
    }

    public static String of(DnsPlan plan) {
        return plan.records().stream().map(one -> line(one) + "\n").collect(Collectors.joining());
    }

    private static String line(WantedRecord one) {
        String value = one.type() == WantedRecord.Type.TXT ? strings(one.value()) : one.value();
        return one.name() + ". " + one.ttl() + " IN " + one.type() + " " + value;
    }

    private static String strings(String text) {
        List<String> all = new ArrayList<>();
        for (int start = 0; start == 0 || start < text.length(); start += MAX_STRING) {
            all.add(quoted(text.substring(start, Math.min(text.length(), start + MAX_STRING))));
        }
        return String.join(" ", all);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(one -> {
            if (one < ' ' || one > '~') {
                quoted.append(String.format("\\%03d", one & 0xff));
            } else {
                quoted.append(one == '"' || one == '\\' ? "\\" : "").append((char) one);
            }
        });
        return quoted.append('"').toString();
    }
}
