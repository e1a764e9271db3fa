package org.sealpost.escrow;

import org.sealpost.directory.Account;

/**
 * The organisation on whose behalf mail is written.
 *
 * @param phone empty if there is none to call
 */
record Letterhead(String name, String phone) {

    static Letterhead of(Account account) {
        return new Letterhead(account.name(), account.phone());
    }
}
