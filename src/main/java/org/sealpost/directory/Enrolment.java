package org.sealpost.directory;

import org.sealpost.assurance.Reason;

/** What came of enrolling a user or claiming a domain. */
public sealed interface Enrolment {

    record Enrolled(User user) implements Enrolment { }

    /** @param why {@code user.address.taken}, {@code user.domain.foreign}, {@code user.password.short} … */
    record Refused(Reason why) implements Enrolment { }
}
