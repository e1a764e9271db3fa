package org.sealpost.authentication;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.dns.Answer;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;

/**
 * What a domain asks of those who get mail in its name (RFC 7489 §6).
 *
 * @param organization the highest domain above or at the author's that publishes a policy: which domains belong together is found by
 *                     walking up the tree, since nobody's list of public suffixes is kept here
 * @param policy none, quarantine or reject
 */
record DmarcPolicy(Domain organization, String policy, boolean strictSpf, boolean strictDkim) {

    private static final int MOST_LABELS = 8;

    /** Looked up; a failed answer is no "none". */
    static Answer<DmarcPolicy> of(Domain author, Resolver resolver) {
        Optional<TagList> nearest = Optional.empty();
        boolean own = false;
        Domain organization = author;
        for (Optional<Domain> at = Optional.of(author); at.isPresent(); at = above(at.get())) {
            Answer<String> answer = resolver.txt("_dmarc." + at.get().name());
            if (answer.isFailed()) {
                return Answer.failed();
            }
            List<TagList> records = answer.records().stream().filter(record -> record.matches("v\\s*=\\s*DMARC1\\s*(;.*)?"))
                    .flatMap(record -> TagList.of(record).stream()).toList();
            if (records.size() == 1) {
                own |= nearest.isEmpty() && at.get().equals(author);
                nearest = nearest.isPresent() ? nearest : Optional.of(records.get(0));
                organization = at.get();
            }
        }
        Domain found = organization;
        boolean direct = own;
        return nearest.map(tags -> Answer.of(List.of(of(tags, found, direct)), false)).orElseGet(() -> Answer.none(Answer.Status.NO_DATA, false));
    }

    private static DmarcPolicy of(TagList tags, Domain organization, boolean direct) {
        String wished = direct ? tags.get("p", "none") : tags.get("sp", tags.get("p", "none"));
        String policy = wished.toLowerCase(Locale.ROOT);
        return new DmarcPolicy(organization, List.of("none", "quarantine", "reject").contains(policy) ? policy : "none",
                tags.get("aspf", "r").equalsIgnoreCase("s"), tags.get("adkim", "r").equalsIgnoreCase("s"));
    }

    /** Whether a proven domain speaks for the author's (§3.1). */
    boolean aligns(Domain proven, Domain author, boolean strict) {
        return proven.equals(author) || !strict && (proven.equals(organization) || proven.name().endsWith("." + organization.name()));
    }

    /** One label less, but never a top level domain; of very long names the last eight labels first. */
    private static Optional<Domain> above(Domain domain) {
        String[] labels = domain.name().split("\\.");
        int from = labels.length > MOST_LABELS ? labels.length - MOST_LABELS + 1 : 1;
        return labels.length - from < 2 ? Optional.empty()
                : Optional.of(new Domain(String.join(".", java.util.Arrays.asList(labels).subList(from, labels.length))));
    }
}
