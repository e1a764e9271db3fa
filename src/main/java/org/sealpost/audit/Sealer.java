package org.sealpost.audit;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** Gives recorded events their place in their account's chain, soon after they were committed. */
@ApplicationScoped
public class Sealer {

    private static final System.Logger LOG = System.getLogger(Sealer.class.getName());

    private Linker linker;
    private CheckpointFiles checkpoints;

    protected Sealer() {
    }

    @Inject
    Sealer(Linker linker, CheckpointFiles checkpoints) {
        this.linker = linker;
        this.checkpoints = checkpoints;
    }

    /** Until nothing is left; never throws, so that a scheduler keeps calling it. */
    public void seal() {
        try {
            for (List<Checkpoint> ends = linker.link(); !ends.isEmpty(); ends = linker.link()) {
                for (Checkpoint end : ends) {
                    note(end);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(WARNING, "the audit log isn't sealed now, next time again", e);
        }
    }

    /** A checkpoint that contradicts the chain stays, as the proof that somebody rewrote it. */
    private void note(Checkpoint end) throws IOException {
        Checkpoint before = checkpoints.read().get(end.accountId());
        if (before == null || linker.holds(before)) {
            checkpoints.note(end);
        } else {
            LOG.log(ERROR, "the audit log of account {0} was altered at or before position {1}", end.accountId(),
                    before.position());
        }
    }
}
