package org.sealpost.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.sealpost.mail.Address;

/** Somebody who signs in: one address, one mailbox, some roles. */
@Entity
@Table(name = "account_user")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "user_seq")
    @SequenceGenerator(name = "user_seq", sequenceName = "user_seq", allocationSize = 50)
    private long id;

    private UUID uuid;

    @Column(name = "account_id")
    private long accountId;

    private Address address;

    @Column(name = "display_name")
    private String displayName;

    @Convert(converter = RolesColumn.class)
    private Set<Role> roles;

    private String password;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "disabled_at")
    private Instant disabledAt;

    @Column(name = "password_is_once")
    private boolean passwordIsOnce;

    @Column(name = "tls_only")
    private boolean tlsOnly;

    protected User() {
    }

    User(UUID uuid, long accountId, Address address, String displayName, Set<Role> roles, String password,
            Instant createdAt) {
        this.uuid = uuid;
        this.accountId = accountId;
        this.address = address;
        this.displayName = displayName;
        this.roles = Set.copyOf(roles);
        this.password = password;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    public long accountId() {
        return accountId;
    }

    public Address address() {
        return address;
    }

    public String displayName() {
        return displayName;
    }

    public Set<Role> roles() {
        return roles;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** @throws SecurityException if they haven't that role: no page offers it to them */
    public void mustBe(Role role) {
        if (!is(role)) {
            throw new SecurityException(address + " is no " + role);
        }
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** May not sign in; mail to them still arrives. */
    public boolean isDisabled() {
        return disabledAt != null;
    }

    /** An administrator has set their password: before anything else they choose their own. */
    public boolean mustChoosePassword() {
        return passwordIsOnce;
    }

    /** Their mailbox takes nothing from elsewhere in clear. */
    public boolean takesTlsOnly() {
        return tlsOnly;
    }

    void takeTlsOnly(boolean only) {
        tlsOnly = only;
    }

    String password() {
        return password;
    }

    void choosePassword(String hash) {
        password = hash;
        passwordIsOnce = false;
    }

    void givePassword(String hash) {
        password = hash;
        passwordIsOnce = true;
    }

    void disable(Instant at) {
        disabledAt = at;
    }

    void enable() {
        disabledAt = null;
    }

    void takeRoles(Set<Role> newRoles) {
        roles = Set.copyOf(newRoles);
    }

    void rename(String newName) {
        displayName = newName;
    }
}
