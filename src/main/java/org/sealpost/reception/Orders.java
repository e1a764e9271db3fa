package org.sealpost.reception;

import java.util.List;
import org.sealpost.assurance.Setting;
import org.sealpost.assurance.Settings;
import org.sealpost.mime.HeaderFields;
import org.sealpost.policy.Inheritance;
import org.sealpost.policy.Triggers;

/** What in a stranger's header would count as an order of our own people if they answered it. */
final class Orders {

    private final List<Triggers> triggers;

    /** @param accounts the settings of all accounts that it is for: the words of none of them may pass */
    Orders(Settings system, List<Settings> accounts) {
        triggers = accounts.stream().map(account -> new Triggers(Inheritance.of(system, account).get(Setting.TRIGGERS))).toList();
    }

    /** Takes them out. */
    void strip(HeaderFields header) {
        header.remove(Triggers.HEADER);
        header.words("Subject").map(this::stripped).filter(stripped -> !stripped.equals(header.words("Subject").orElse("")))
                .ifPresent(stripped -> header.change("Subject", stripped));
    }

    /** None holds a blank, and a blank takes the place of each: so their order doesn't matter. */
    private String stripped(String subject) {
        String stripped = subject;
        for (Triggers ofOne : triggers) {
            stripped = ofOne.stripped(stripped);
        }
        return stripped;
    }
}
