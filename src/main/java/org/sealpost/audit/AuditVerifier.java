package org.sealpost.audit;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks chains: every edit, deletion, insertion and reordering is found. Cutting off the end, or rewriting everything
 * from some event on, is found up to the last checkpoint that was kept outside the database.
 */
public final class AuditVerifier {

    private final Map<Long, Checkpoint> checkpoints;

    /** @param checkpoints by account, as exported before; may be empty */
    public AuditVerifier(Map<Long, Checkpoint> checkpoints) {
        this.checkpoints = Map.copyOf(checkpoints);
    }

    /** @param events all events of one account in the order of their positions */
    public Verdict verify(long accountId, Iterator<ChainedEvent> events) {
        Chain chain = Chain.begin(accountId);
        Checkpoint checkpoint = checkpoints.get(accountId);
        while (events.hasNext()) {
            ChainedEvent found = events.next();
            Optional<String> flaw = flaw(chain, found, checkpoint);
            if (flaw.isPresent()) {
                return new Verdict.Broken(accountId, chain.position(), flaw.get());
            }
        }
        if (checkpoint != null && checkpoint.position() > chain.position()) {
            return new Verdict.Broken(accountId, chain.position() + 1, "The end is cut off: there were at least "
                    + checkpoint.position() + " events.");
        }
        return new Verdict.Intact(accountId, chain.position(), chain.checkpoint());
    }

    private static Optional<String> flaw(Chain chain, ChainedEvent found, Checkpoint checkpoint) {
        ChainedEvent expected = chain.link(found.at(), found.event());
        if (found.position() != expected.position()) {
            return Optional.of("An event is missing or out of order: position " + found.position() + " stands where "
                    + expected.position() + " belongs.");
        }
        if (!Arrays.equals(found.hash(), expected.hash())) {
            return Optional.of("The event was altered or put in, or the one before it was removed.");
        }
        if (checkpoint != null && checkpoint.position() == expected.position()
                && !checkpoint.equals(chain.checkpoint())) {
            return Optional.of("The chain was written anew: it isn't the one that the checkpoint was taken from.");
        }
        return Optional.empty();
    }

    /** All accounts of a database. @throws SQLException if it can't be read */
    public List<Verdict> verify(Connection connection) throws SQLException {
        List<Verdict> verdicts = new ArrayList<>();
        for (long accountId : ChainRows.accounts(connection, checkpoints.keySet())) {
            try (ChainRows rows = new ChainRows(connection, accountId)) {
                verdicts.add(verify(accountId, rows));
            }
        }
        return verdicts;
    }

    /** One line per account. @return whether all are intact */
    public static boolean print(List<Verdict> verdicts, PrintStream out) {
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Intact intact) {
                out.println("account " + intact.accountId() + ": intact, " + intact.events() + " events, checkpoint "
                        + intact.end().line());
            } else if (verdict instanceof Verdict.Broken broken) {
                out.println("account " + broken.accountId() + ": BROKEN at position " + broken.position() + ". "
                        + broken.what());
            }
        }
        return verdicts.stream().allMatch(Verdict.Intact.class::isInstance);
    }
}
