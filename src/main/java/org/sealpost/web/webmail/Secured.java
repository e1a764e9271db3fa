package org.sealpost.web.webmail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.endtoend.Finding;
import org.sealpost.mailbox.StoredMessage;
import org.sealpost.reception.Openings;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.Tongue;
import org.sealpost.web.compose.Chip;

/** What is known of the open message's encryption and signatures; a part that is protected for itself is named by parameter {@code apart}. */
@Named("secured")
@RequestScoped
public class Secured {

    @Inject
    private HttpServletRequest request;
    @Inject
    private ExternalContext external;
    @Inject
    private Inbox inbox;
    @Inject
    private OpenMessage message;
    @Inject
    private Openings openings;
    @Inject
    private SecurityFacts facts;
    @Inject
    private Tongue tongue;

    private SecurityFacts.Said said;
    private SecurityFacts.Said partSaid;
    private Optional<Openings.Part> part;

    /** A part to be opened for itself. */
    public record Apart(int number, String words, boolean shown) { }

    /** Whether the message as a whole is encrypted or signed. */
    public boolean isPresent() {
        return finding().filter(found -> !found.isPlain()).isPresent();
    }

    public String getLine() {
        return said().line();
    }

    public String getStyle() {
        return said().style();
    }

    public List<Chip.Fact> getDetails() {
        return said().details();
    }

    /** Whether another key might change something. */
    public boolean isRetryable() {
        return finding().filter(Finding::mayBecomeBetter).isPresent();
    }

    /** Tries it once more, whatever has changed, and shows the message anew. */
    public void again() throws IOException {
        if (isRetryable()) {
            openings.again(stored());
            external.redirect(request.getRequestURI() + "?" + inbox.getHere() + "m=" + message.getId() + "#message");
        }
    }

    /** Parts that are protected for themselves. */
    public List<Apart> getParts() {
        int shown = number();
        return finding().map(Finding::apart).orElse(List.of()).stream().map(one -> new Apart(one.number(),
                phrases().say("secured.part." + one.kind().name().toLowerCase(Locale.ROOT), one.number()), one.number() == shown)).toList();
    }

    public String getPartLine() {
        return partSaid().line();
    }

    public String getPartStyle() {
        return partSaid().style();
    }

    /** Whether there is something to show in the frame of the part that was asked for. */
    public boolean isPartReadable() {
        return part().flatMap(Openings.Part::reading).isPresent();
    }

    private int number() {
        String asked = request.getParameter("apart");
        return asked != null && asked.matches("\\d{1,2}") ? Integer.parseInt(asked) : 0;
    }

    private Optional<Openings.Part> part() {
        if (part == null) {
            try {
                part = openings.apart(stored(), number());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return part;
    }

    private SecurityFacts.Said partSaid() {
        if (partSaid == null) {
            partSaid = part().map(found -> facts.of(stored().accountId(), stored().headline().from(), found.finding()))
                    .orElseGet(() -> new SecurityFacts.Said(phrases().say("secured.part.unreadable"), "is-warn", List.of()));
        }
        return partSaid;
    }

    private SecurityFacts.Said said() {
        if (said == null) {
            said = facts.of(stored().accountId(), stored().headline().from(), finding().orElseThrow());
        }
        return said;
    }

    private Optional<Finding> finding() {
        return message.stored().flatMap(stored -> stored.headline().finding());
    }

    private StoredMessage stored() {
        return message.stored().orElseThrow();
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.webmail.webmail");
    }
}
