package org.sealpost.web.pickup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import org.sealpost.escrow.Doorkeeper;
import org.sealpost.escrow.Doorplate;

/** Step 1: what the link alone shows, and the one button. */
@Named
@RequestScoped
public class StartPickup {

    @Inject
    private Guest guest;
    @Inject
    private Doorkeeper doorkeeper;
    @Inject
    private PickupLimits limits;
    @Inject
    private InstantSource clock;

    public Doorplate getPlate() {
        return guest.plate().orElseThrow();
    }

    /** The first thing that is written down. */
    public void start() {
        Doorplate plate = getPlate();
        Visit visit = Visit.begin(guest.request(), plate.door(), plate.organisation(), plate.phone().orElse(""), clock.instant());
        if (limits.asked(plate.door().reference()).isPresent()) {
            visit.say("check.toooften", 0);
        } else {
            doorkeeper.start(plate.door());
        }
        Guest.go("check");
    }
}
