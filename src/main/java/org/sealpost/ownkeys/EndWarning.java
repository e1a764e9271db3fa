package org.sealpost.ownkeys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.OptionalInt;
import org.sealpost.directory.Directory;
import org.sealpost.directory.User;

/** One notice that a key, or an account's recovery key, ends: the mail and that it was sent are one transaction. */
@ApplicationScoped
class EndWarning {

    private KeyShelf shelf;
    private Directory directory;
    private Recovery recovery;
    private EndMail mail;

    protected EndWarning() {
    }

    @Inject
    EndWarning(KeyShelf shelf, Directory directory, Recovery recovery, EndMail mail) {
        this.shelf = shelf;
        this.directory = directory;
        this.recovery = recovery;
        this.mail = mail;
    }

    @Transactional
    void give(OwnKey found, Instant now) {
        directory.user(found.accountId(), found.userId()).filter(owner -> !owner.isDisabled()).ifPresent(owner -> shelf.locked(owner).stream()
                .filter(key -> key.uuid().equals(found.uuid()) && key.isCurrent()).forEach(key -> give(owner, key, now)));
    }

    @Transactional
    void give(long account, Instant now) {
        recovery.locked(account).ifPresent(set -> recovery.ends(set).ifPresent(ends -> {
            OptionalInt due = Notice.due(ends, set.warned(), now);
            if (due.isPresent() && directory.administrators(account).stream().filter(one -> !one.isDisabled())
                    .filter(one -> mail.tellOfRecovery(one, ends, due.getAsInt())).count() > 0) {
                set.warn(due.getAsInt());
            }
        }));
    }

    private void give(User owner, OwnKey key, Instant now) {
        OptionalInt due = key.ends().map(ends -> Notice.due(ends, key.warned(), now)).orElse(OptionalInt.empty());
        if (due.isPresent() && mail.tell(owner, key, key.ends().orElseThrow(), due.getAsInt())) {
            key.warn(due.getAsInt());
        }
    }
}
