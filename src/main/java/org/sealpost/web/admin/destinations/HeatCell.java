package org.sealpost.web.admin.destinations;

/** A state as icon and words. @param style {@code is-ok}, {@code is-warn}, {@code is-bad} or {@code is-none} */
public record HeatCell(String style, String words) {
}
