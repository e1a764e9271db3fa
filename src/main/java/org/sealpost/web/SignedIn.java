package org.sealpost.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.sealpost.directory.Account;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;

/** Who works here: every page of webmail and administration takes its account and user from this, never from a request. */
@Named
@RequestScoped
public class SignedIn {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Directory directory;

    private User user;
    private Account account;

    /** @throws IllegalStateException if nobody is signed in; pages under /mail and /admin are never reached then */
    public User user() {
        if (user == null) {
            StaffDoor.Person person = StaffDoor.person(request)
                    .orElseThrow(() -> new IllegalStateException("nobody is signed in"));
            user = directory.user(person.accountId(), person.userId())
                    .orElseThrow(() -> new IllegalStateException("the user is gone"));
        }
        return user;
    }

    public Account account() {
        if (account == null) {
            account = directory.account(user().accountId());
        }
        return account;
    }

    public String getName() {
        return user().displayName();
    }

    public String getAddress() {
        return user().address().toString();
    }

    public String getOrganisation() {
        return account().name();
    }

    public String getInitials() {
        return initials(getName());
    }

    public boolean isAdministrator() {
        return user().is(Role.ACCOUNT) || user().is(Role.SYSTEM);
    }

    public boolean isAccountAdministrator() {
        return user().is(Role.ACCOUNT);
    }

    public boolean isSystemAdministrator() {
        return user().is(Role.SYSTEM);
    }

    public boolean isAuditor() {
        return user().is(Role.AUDITOR);
    }

    /** At most two letters that stand for a name. */
    public static String initials(String name) {
        return Arrays.stream(name.strip().split("[\\s.@]+")).filter(part -> !part.isEmpty()).limit(2)
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)).toUpperCase())
                .collect(Collectors.joining());
    }
}
