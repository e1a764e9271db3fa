package org.sealpost.web.admin.destinations;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.sealpost.assurance.TlsLevel;
import org.sealpost.destination.DestinationFacts;
import org.sealpost.destination.DestinationFacts.Lifting;
import org.sealpost.destination.Destinations;
import org.sealpost.web.Moments;
import org.sealpost.web.Phrasebook;
import org.sealpost.web.SignedIn;
import org.sealpost.web.Tongue;

/** The part of /admin/destination.xhtml about the TLS memory: everybody reads, system administrators set it aside. */
@Named
@ViewScoped
public class LiftMemory implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int MOST_DAYS = 365;

    @Inject
    private OneDomain shown;
    @Inject
    private Destinations destinations;
    @Inject
    private SignedIn signedIn;
    @Inject
    private Tongue tongue;
    @Inject
    private Moments moments;

    private String reason = "";
    private String until = "";
    private String flaw = "";

    public String getMemory() {
        if (getLifting() != null) {
            return phrases().say("memory.lifted");
        }
        return shown.facts().filter(DestinationFacts::tlsRemembered).map(known -> phrases().say("memory.holds", phrases().say("level."
                + known.remembered().strictest(TlsLevel.ENCRYPTED).name().toLowerCase(Locale.ROOT)))).orElse(phrases().say("memory.none"));
    }

    public Lifting getLifting() {
        return shown.facts().flatMap(DestinationFacts::lifting).orElse(null);
    }

    /** The last day that it is set aside. */
    public String getLastDay() {
        return getLifting() == null ? "" : moments.day(getLifting().until().minusSeconds(1));
    }

    public boolean isLiftable() {
        return signedIn.isSystemAdministrator() && shown.facts().filter(DestinationFacts::tlsRemembered).isPresent();
    }

    public boolean isEndable() {
        return signedIn.isSystemAdministrator() && getLifting() != null;
    }

    public void lift() {
        flaw = "";
        Optional<Instant> end = end();
        if (reason.isBlank()) {
            flaw = phrases().say("memory.reason.missing");
        } else if (end.isEmpty()) {
            flaw = phrases().say("memory.until.flaw");
        } else {
            destinations.lift(shown.domain(), end.get(), reason, signedIn.user());
            reason = "";
            until = "";
        }
    }

    public void remember() {
        destinations.endLift(shown.domain(), signedIn.user());
    }

    /** The end of the day that was typed, in the reader's time zone. */
    private Optional<Instant> end() {
        try {
            LocalDate day = LocalDate.parse(until);
            boolean fits = !day.isBefore(moments.today()) && !day.isAfter(moments.today().plusDays(MOST_DAYS));
            return fits ? Optional.of(day.plusDays(1).atStartOfDay(moments.zone()).toInstant()) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public String getEarliest() {
        return moments.today().toString();
    }

    public String getLatest() {
        return moments.today().plusDays(MOST_DAYS).toString();
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public String getUntil() {
        return until;
    }

    public void setUntil(String until) {
        this.until = until;
    }

    public String getFlaw() {
        return flaw;
    }

    private Phrasebook phrases() {
        return tongue.phrases("org.sealpost.web.admin.admin");
    }
}
