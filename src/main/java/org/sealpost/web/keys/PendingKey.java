package org.sealpost.web.keys;

import java.io.Serializable;

/**
 * A key that waits for a decision, beside the one in use.
 *
 * @param now the one of the same standard that is pinned; null if there is none
 */
public record PendingKey(String heading, String text, KeyRow found, KeyRow now) implements Serializable { }
