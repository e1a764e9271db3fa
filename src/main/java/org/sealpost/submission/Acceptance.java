package org.sealpost.submission;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sealpost.assurance.Reason;
import org.sealpost.mail.Address;
import org.sealpost.policy.Decision;

/** What became of a message at the front door. */
public sealed interface Acceptance {

    /**
     * Sealpost answers for it from now on: it is on disk.
     *
     * @param releasedAt until then the sender may take it back
     */
    record Accepted(UUID message, Instant releasedAt, List<Planned> plan) implements Acceptance {

        public Accepted {
            plan = List.copyOf(plan);
        }

        /** What the sender must be told although it was accepted: why opting out didn't count. */
        public List<Reason> refusals() {
            return plan.stream().flatMap(planned -> planned.decision().refusal().stream()).distinct().toList();
        }
    }

    /** Nothing was accepted for anybody. */
    record Refused(List<Reason> reasons) implements Acceptance {

        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Kept for its sender, who must say something before it can be sent; only {@link Counter} does that.
     *
     * @param lacking what
     */
    record Held(UUID held, List<Reason> lacking) implements Acceptance {

        public Held {
            lacking = List.copyOf(lacking);
        }
    }

    record Planned(Address recipient, Decision decision) { }
}
