package org.sealpost.submission;

import org.sealpost.directory.User;
import org.sealpost.mail.Address;

/** Who hands a message in; that they are who they say has been proven before. */
public sealed interface Sender {

    long accountId();

    /** The address that they write from. */
    Address address();

    /** As recipients see it. */
    String name();

    /** Zero if they are no user of ours. */
    long userId();

    /** For the audit log. */
    String actor();

    /** @param address their own, or one that was delegated to them */
    record Staff(User user, Address address) implements Sender {

        public Staff(User user) {
            this(user, user.address());
        }

        @Override
        public long accountId() {
            return user.accountId();
        }

        @Override
        public String name() {
            return user.displayName();
        }

        @Override
        public long userId() {
            return user.id();
        }

        @Override
        public String actor() {
            return user.address().toString();
        }
    }

    /**
     * A guest who answers on the pickup page. Their mail to others outside leaves by pickup page only.
     *
     * @param accountId the organisation that they answer to
     * @param reference of the pickup, for the audit log
     */
    record Portal(long accountId, long pickupId, String reference, Address address, String name) implements Sender {

        @Override
        public long userId() {
            return 0;
        }

        @Override
        public String actor() {
            return "pickup:" + reference;
        }
    }
}
