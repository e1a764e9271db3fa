package org.sealpost.mailbox;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sealpost.mail.Address;

/**
 * A rule of a user for what arrives. Only the header counts.
 *
 * @param conditions one to {@link #MOST_CONDITIONS}, all of which must hold
 * @param move where to; empty if it stays in the inbox
 * @param star whether it is starred
 * @param forward whom a copy is sent on to, if the organisation lets its users forward
 */
public record Filter(UUID uuid, List<Condition> conditions, Optional<Place> move, boolean star, Optional<Address> forward) {

    public static final int MOST_CONDITIONS = 5;

    public enum Part {
        FROM,
        /** To and Cc. */
        TO,
        SUBJECT,
        /** List-Id (RFC 2919). */
        LIST
    }

    /** @param text what stands somewhere in that part, whatever its case; not blank, at most {@link #LONGEST} characters */
    public record Condition(Part part, String text) {

        public static final int LONGEST = 200;

        /** @throws IllegalArgumentException if the text isn't fit */
        public Condition {
            text = text.strip();
            if (text.isEmpty() || text.length() > LONGEST) {
                throw new IllegalArgumentException("a condition needs a text of at most " + LONGEST + " characters");
            }
        }

        boolean holds(Traits message) {
            String searched = switch (part) {
                case FROM -> message.from();
                case TO -> message.to();
                case SUBJECT -> message.subject();
                case LIST -> message.list();
            };
            return searched.contains(Traits.folded(text));
        }
    }

    /** @throws IllegalArgumentException if it has no conditions, too many, or does nothing */
    public Filter {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty() || conditions.size() > MOST_CONDITIONS || move.isEmpty() && !star && forward.isEmpty()) {
            throw new IllegalArgumentException("a filter needs one to " + MOST_CONDITIONS + " conditions, and something to do");
        }
    }

    public boolean matches(Traits message) {
        return conditions.stream().allMatch(condition -> condition.holds(message));
    }

    /** Whether it must be known which list a message comes from. */
    public boolean asksForList() {
        return conditions.stream().anyMatch(condition -> condition.part() == Part.LIST);
    }
}
