package org.sealpost.forecast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.sealpost.assurance.Setting;
import org.sealpost.directory.SettingsBook;
import org.sealpost.keysearch.KeyPlaces;
import org.sealpost.keysearch.KeySearch;
import org.sealpost.mail.Address;
import org.sealpost.policy.Inheritance;

/** Looks for recipients' keys as far as the account allows it: beside the typing, and once a day for those in use. */
@ApplicationScoped
public class KeyLooks {

    private static final Logger LOG = System.getLogger(KeyLooks.class.getName());

    private KeySearch search;
    private SettingsBook settingsBook;

    protected KeyLooks() {
    }

    @Inject
    KeyLooks(KeySearch search, SettingsBook settingsBook) {
        this.search = search;
        this.settingsBook = settingsBook;
    }

    /** Begins to look if that is due and allowed, and returns at once. @return whether somebody looks now */
    public boolean look(long accountId, Address address, Inheritance settings) {
        return extent(settings).map(extent -> search.look(accountId, address, extent)).orElse(false);
    }

    /** Whether somebody looks for this address now. */
    public boolean isUnderWay(long accountId, Address address) {
        return search.isUnderWay(accountId, address);
    }

    /** Begins to look again for those whose certificates are in use and that nobody looked for since yesterday. */
    public void refresh() {
        try {
            search.due().forEach((account, addresses) -> {
                Inheritance settings = Inheritance.of(settingsBook.system(), settingsBook.account(account));
                addresses.forEach(address -> extent(settings).ifPresentOrElse(extent -> search.look(account, address, extent),
                        () -> search.leave(account, address)));
            });
        } catch (RuntimeException e) {
            // thrown, it would end the rounds for good
            LOG.log(Level.WARNING, "looking again for keys failed: {0}", e.toString());
        }
    }

    private static Optional<KeyPlaces.Extent> extent(Inheritance settings) {
        if (!settings.get(Setting.KEY_SEARCH)) {
            return Optional.empty();
        }
        return Optional.of(settings.get(Setting.KEY_SERVER) ? KeyPlaces.Extent.KEY_SERVER : KeyPlaces.Extent.DOMAIN);
    }
}
