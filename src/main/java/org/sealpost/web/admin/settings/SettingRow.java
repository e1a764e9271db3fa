package org.sealpost.web.admin.settings;

import java.util.List;

/**
 * One setting as the page shows it.
 *
 * @param style {@code is-inherited}, {@code is-set} or {@code is-locked}
 * @param origin where the value comes from
 * @param above what would hold without the value set here; empty if nothing is set here
 * @param fixed whether nothing else can be chosen
 * @param options what can be chosen; only with CHOICE
 */
public record SettingRow(String name, Kind kind, String style, String origin, String above, boolean fixed,
        List<Option> options) {

    public enum Kind { CHOICE, RECIPIENTS, FALLBACKS, DAYS, TRIGGERS }

    public record Option(String value, String label) { }

    public SettingRow {
        options = List.copyOf(options);
    }

    /** Unique on the page. */
    public String id() {
        return name.replace("-", "");
    }

    public boolean setHere() {
        return !above.isEmpty();
    }
}
