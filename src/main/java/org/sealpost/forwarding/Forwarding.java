package org.sealpost.forwarding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.sealpost.mail.Address;

/** What the rules make of a message. Each target gets one copy, whatever number of rules names it. */
public final class Forwarding {

    /** Of one message at one mailbox; further ones are left out. */
    static final int MOST = 20;
    /** An alias of an alias of an alias. */
    private static final int DEEPEST = 5;

    private Forwarding() { }

    /** The copies that are sent on, in the order of the rules; never back to the mailbox itself. */
    public static List<Forward> plan(List<Forward> rules, Passing message) {
        Map<String, Forward> once = new LinkedHashMap<>();
        for (Forward rule : rules) {
            boolean itself = key(rule.target()).equals(key(message.mailbox()));
            if (once.size() < MOST && !itself && applies(rule, message)) {
                once.putIfAbsent(key(rule.target()), rule);
            }
        }
        return List.copyOf(once.values());
    }

    /** Whether what a message says must be read to plan. */
    public static boolean asksForText(List<Forward> rules) {
        return rules.stream().anyMatch(rule -> rule.kind() == Forward.Kind.MONITOR_COPY);
    }

    /**
     * Who gets mail to an address that is no mailbox itself: the ends of its aliases, or else of its domain's catch-all.
     *
     * @param rules of the address's account
     * @param mailbox whether an address is a mailbox of ours, where aliases end
     * @param ours whether an address would be found here, so that it ends nowhere unless an alias leads on
     * @return the rules whose targets are ends; empty if it is nobody
     */
    public static List<Forward> resolve(Address address, List<Forward> rules, Predicate<Address> mailbox, Predicate<Address> ours) {
        Map<String, Forward> ends = new LinkedHashMap<>();
        List<Address> open = List.of(address);
        Collection<String> seen = new ArrayList<>(List.of(key(address)));
        for (int depth = 0; depth < DEEPEST && !open.isEmpty(); depth++) {
            List<Address> further = new ArrayList<>();
            for (Forward rule : open.stream().flatMap(one -> leading(one, rules).stream()).toList()) {
                if (mailbox.test(rule.target()) || !ours.test(rule.target())) {
                    ends.putIfAbsent(key(rule.target()), rule);
                } else if (!seen.contains(key(rule.target()))) {
                    seen.add(key(rule.target()));
                    further.add(rule.target());
                }
            }
            open = further;
        }
        return ends.values().stream().limit(MOST).toList();
    }

    private static List<Forward> leading(Address address, List<Forward> rules) {
        List<Forward> aliases = of(address, rules, Forward.Kind.ALIAS);
        return aliases.isEmpty() ? of(address, rules, Forward.Kind.CATCH_ALL) : aliases;
    }

    private static List<Forward> of(Address address, List<Forward> rules, Forward.Kind kind) {
        return rules.stream().filter(rule -> rule.kind() == kind && rule.isOf(address)).toList();
    }

    private static boolean applies(Forward rule, Passing message) {
        boolean mine = rule.isOf(message.mailbox());
        return mine && switch (rule.kind()) {
            case USER, DOMAIN_COPY_IN -> message.isArriving();
            case FILTER -> message.isArriving() && rule.finds(message.authorName() + "\n" + message.author() + "\n" + message.subject());
            case MAILBOX_FILTER -> message.isArriving() && message.filtered().stream().anyMatch(target -> key(target).equals(key(rule.target())));
            case SENT_COPY, DOMAIN_COPY_OUT -> !message.isArriving();
            case MONITOR_COPY -> !isSeenBefore(rule, message) && rule.finds(message.subject() + "\n" + message.text());
            case ALIAS, CATCH_ALL -> false;
        };
    }

    /** What stays in a domain is copied when it leaves its author's mailbox, not once more for each reader. */
    private static boolean isSeenBefore(Forward rule, Passing message) {
        return message.way() == Passing.Way.ARRIVING_FROM_INSIDE && rule.isOf(message.author());
    }

    private static String key(Address address) {
        return address.toString().toLowerCase(Locale.ROOT);
    }
}
