package org.sealpost.web.admin.keys;

/**
 * A key of one of our own people in words.
 *
 * @param id for its copy that the recovery key opens
 * @param published where others find it
 * @param recoverable whether there is such a copy
 */
public record StaffKeyRow(KeyEndRow key, String id, String published, boolean recoverable) { }
