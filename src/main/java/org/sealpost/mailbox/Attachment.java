package org.sealpost.mailbox;

/**
 * A file that lies beside a draft, sealed in the vault.
 *
 * @param contentId where the vault keeps the octets
 * @param type media type as the browser named it
 * @param size octets
 */
public record Attachment(long contentId, String name, String type, long size) {
}
