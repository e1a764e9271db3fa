package org.sealpost.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Optional;
import org.sealpost.assurance.Protection;
import org.sealpost.policy.Decision;

/** Which of the decision's protections is used now; it only goes forward. */
@Embeddable
class Stage {

    @Column(name = "step")
    private int step;

    Optional<Protection> present(Decision decision) {
        return at(decision, step);
    }

    Optional<Protection> following(Decision decision) {
        return at(decision, step + 1);
    }

    void advance() {
        step++;
    }

    private static Optional<Protection> at(Decision decision, int number) {
        List<Protection> all = decision.protections();
        return number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
    }
}
