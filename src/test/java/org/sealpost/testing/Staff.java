package org.sealpost.testing;

import java.util.List;
import java.util.Set;
import org.sealpost.directory.Directory;
import org.sealpost.directory.LocalDomain;
import org.sealpost.directory.Role;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

/** In the container: people of organisations that exist for one test class, made when they are first asked for. */
public final class Staff {

    public static final String PASSWORD = "correct horse battery";

    private Staff() {
    }

    /** @param address all of one domain are of one organisation, which has proven it */
    public static User of(Directory directory, String address, Set<Role> roles) {
        Address wanted = Address.of(address);
        return directory.user(wanted).orElseGet(() -> {
            directory.enrol(house(directory, wanted.domain()), wanted, "Somebody", roles, PASSWORD.toCharArray(), "test");
            return directory.user(wanted).orElseThrow();
        });
    }

    private static long house(Directory directory, Domain name) {
        return directory.proven(name).map(LocalDomain::accountId).orElseGet(() -> {
            long account = directory.found("Practice", "test").id();
            LocalDomain claimed = directory.claim(account, name, "test");
            directory.prove(account, name, List.of(claimed.proofToken()), "test");
            return account;
        });
    }
}
