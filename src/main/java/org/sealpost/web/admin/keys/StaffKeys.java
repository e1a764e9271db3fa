package org.sealpost.web.admin.keys;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.sealpost.keyring.KnownKeys;
import org.sealpost.ownkeys.KeyOverview;
import org.sealpost.web.AddressPart;
import org.sealpost.web.Moments;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The keys of the account's own people on /admin/keys.xhtml, narrowed as those of contacts are. */
@Named
@RequestScoped
public class StaffKeys {

    private static final int PAGE = 50;

    @Inject
    private KeyOverview overview;
    @Inject
    private AllKeys narrowed;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Moments moments;
    @Inject
    private Tongue tongue;
    @Inject
    private HttpServletRequest request;

    private int from;
    private List<StaffKeyRow> rows;
    private boolean further;

    @PostConstruct
    void open() {
        String number = Optional.ofNullable(request.getParameter("own")).orElse("");
        from = number.matches("\\d{1,6}") ? Integer.parseInt(number) / PAGE * PAGE : 0;
    }

    public List<StaffKeyRow> getRows() {
        if (rows == null) {
            KeyEndWords words = new KeyEndWords(tongue.phrases("org.sealpost.web.admin.admin"), moments::day, moments.now());
            // nobody's own key waits for a decision
            List<StaffKeyRow> found = narrowed.getState() == KnownKeys.State.PENDING ? List.of()
                    : overview.of(signedIn.user().accountId(), KeyOverview.State.valueOf(narrowed.getState().name()),
                            AddressPart.searched(narrowed.getPart()), from, PAGE + 1).stream().map(words::row).toList();
            further = found.size() > PAGE;
            rows = found.subList(0, Math.min(PAGE, found.size()));
        }
        return rows;
    }

    /** What was read before isn't so any more. */
    void changed() {
        rows = null;
    }

    /** Where the list starts, counted from 0. */
    public int getFrom() {
        return from;
    }

    public String getPosition() {
        return tongue.phrases("org.sealpost.web.admin.admin").say("known.position", from + 1, from + getRows().size());
    }

    public String getBack() {
        return from == 0 ? "" : narrowed.place("own", from - PAGE);
    }

    public String getFurther() {
        getRows();
        return further ? narrowed.place("own", from + PAGE) : "";
    }
}
