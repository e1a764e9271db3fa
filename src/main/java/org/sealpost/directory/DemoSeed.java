package org.sealpost.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.mail.Address;
import org.sealpost.mail.Domain;

/** The people of the demo: Sam, who writes, and Ada, who decides. Their password is public. */
@ApplicationScoped
public class DemoSeed {

    private static final String ACTOR = "system";
    private static final String PASSWORD = "sealpost-demo";

    private Directory directory;

    private SettingsBook settings;

    protected DemoSeed() {
    }

    @Inject
    DemoSeed(Directory directory, SettingsBook settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** Once: does nothing if there is anybody. */
    @Transactional
    public void plant() {
        if (!directory.isEmpty()) {
            return;
        }
        Account clinic = directory.found("Clinic", ACTOR);
        directory.introduce(clinic.id(), "Clinic", "+49 30 5550 100", ACTOR);
        LocalDomain domain = directory.claim(clinic.id(), new Domain("clinic.test"), ACTOR);
        directory.prove(clinic.id(), domain.name(), List.of(domain.proofToken()), ACTOR);
        // so that a mail program needs nothing but what the demo tells
        settings.change(clinic.id(), Settings.NONE.with(Setting.PROGRAM_PASSWORD, true), ACTOR);
        enrol(clinic, "sam@clinic.test", "Sam Berger", Set.of(Role.STAFF));
        enrol(clinic, "ada@clinic.test", "Ada Lind", Set.of(Role.SYSTEM, Role.ACCOUNT, Role.STAFF));
    }

    private void enrol(Account account, String address, String name, Set<Role> roles) {
        directory.enrol(account.id(), Address.of(address), name, roles, PASSWORD.toCharArray(), ACTOR);
    }
}
