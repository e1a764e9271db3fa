package org.sealpost.web;

/**
 * A forward in words.
 *
 * @param which what it sends on
 * @param safety whether its target is safe, and by what
 * @param style of the tag that says so
 */
public record ForwardRow(String uuid, String which, String target, String safety, String style, String level, boolean active, String madeBy) {
}
