package org.sealpost.web.admin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sealpost.directory.Directory;
import org.sealpost.directory.Enrolment;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The page /admin/users.xhtml: who works here, with which roles, and whether they may sign in. */
@Named
@ViewScoped
public class ManageUsers implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    private Directory directory;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;
    @Inject
    private SecureRandom random;

    private String name = "";
    private String address = "";
    private boolean administrator;
    private boolean auditor;
    private String flaw = "";
    /** Shown once, to be told by telephone. */
    private String firstPassword = "";
    private String firstPasswordOf = "";
    private transient List<User> users;

    public List<User> getUsers() {
        if (users == null) {
            users = directory.users(accountId());
        }
        return users;
    }

    public void add() {
        forget();
        try {
            enrol(Address.of(address));
        } catch (MalformedAddress e) {
            flaw = phrases().say(e.flaw(), e.written());
        }
    }

    private void enrol(Address wanted) {
        if (name.isBlank()) {
            flaw = phrases().say("users.name.missing");
            return;
        }
        String password = FirstPassword.make(random);
        Enrolment enrolment = directory.enrol(accountId(), wanted, name, roles(), password.toCharArray(), actor());
        if (enrolment instanceof Enrolment.Refused refused) {
            flaw = phrases().say(refused.why());
        } else if (enrolment instanceof Enrolment.Enrolled enrolled) {
            give(enrolled.user(), password);
            name = "";
            address = "";
            administrator = false;
            auditor = false;
        }
    }

    /** A new password for somebody who forgot theirs. */
    public void renewPassword(String uuid) {
        forget();
        give(known(uuid), FirstPassword.make(random));
    }

    public void disable(String uuid) {
        forget();
        directory.disable(accountId(), known(uuid).id(), actor()).ifPresent(why -> flaw = phrases().say(why));
    }

    /** Whether the mailbox takes mail from elsewhere over TLS only. */
    public void demandTls(String uuid, boolean only) {
        forget();
        directory.demandTls(accountId(), known(uuid).id(), only, actor());
    }

    public void enable(String uuid) {
        forget();
        directory.enable(accountId(), known(uuid).id(), actor());
    }

    /** Names somebody who may opt out where the account allows it, or takes that back. */
    public void letOptOut(String uuid, boolean may) {
        forget();
        User user = known(uuid);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(user.roles());
        if (may) {
            roles.add(Role.OPT_OUT);
        } else {
            roles.remove(Role.OPT_OUT);
        }
        directory.giveRoles(accountId(), user.id(), roles, actor());
    }

    public boolean mayOptOut(User user) {
        return user.is(Role.OPT_OUT);
    }

    /** The roles in words. */
    public String roles(User user) {
        return user.roles().stream().sorted().map(role -> phrases().say("role." + role.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    public boolean isMe(User user) {
        return user.id() == signedIn.user().id();
    }

    /** The domains that addresses here may have, for the hint. */
    public String getDomains() {
        return directory.domains(accountId()).stream().filter(LocalDomain::isProven)
                .map(domain -> "@" + domain.name().unicode()).collect(Collectors.joining(", "));
    }

    private void give(User user, String password) {
        directory.givePassword(accountId(), user.id(), password.toCharArray(), actor());
        firstPassword = password;
        firstPasswordOf = user.displayName();
    }

    private Set<Role> roles() {
        Set<Role> roles = EnumSet.of(Role.STAFF);
        if (administrator) {
            roles.add(Role.ACCOUNT);
        }
        if (auditor) {
            roles.add(Role.AUDITOR);
        }
        return roles;
    }

    private User known(String uuid) {
        return directory.user(accountId(), UUID.fromString(uuid)).orElseThrow();
    }

    private void forget() {
        flaw = "";
        firstPassword = "";
        users = null;
    }

    private long accountId() {
        return signedIn.account().id();
    }

    private String actor() {
        return signedIn.user().address().toString();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public boolean isAdministrator() {
        return administrator;
    }

    public void setAdministrator(boolean administrator) {
        this.administrator = administrator;
    }

    public boolean isAuditor() {
        return auditor;
    }

    public void setAuditor(boolean auditor) {
        this.auditor = auditor;
    }

    public String getFlaw() {
        return flaw;
    }

    public String getFirstPassword() {
        return firstPassword;
    }

    public String getFirstPasswordOf() {
        return firstPasswordOf;
    }
}
