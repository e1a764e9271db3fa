package org.sealpost.web.pickup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.Optional;
import org.sealpost.escrow.Door;
import org.sealpost.escrow.Doorkeeper;
import org.sealpost.escrow.Reference;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;

/** For those without the link: the reference and the address that the notice went to. Whatever is typed, a door answers. */
@Named
@RequestScoped
public class TypeReference {

    @Inject
    private Guest guest;
    @Inject
    private Doorkeeper doorkeeper;
    @Inject
    private PickupLimits limits;
    @Inject
    private InstantSource clock;

    private String reference = "";
    private String address = "";
    private String flaw = "";

    public void go() {
        Optional<Reference> typed = Reference.typed(reference);
        if (typed.isEmpty()) {
            flaw = guest.say("reference.flaw");
            return;
        }
        try {
            knock(typed.get(), Address.of(address));
        } catch (MalformedAddress e) {
            flaw = guest.phrases().say(e.flaw(), e.written());
        }
    }

    private void knock(Reference typed, Address to) {
        Door door = doorkeeper.byReference(typed, to);
        Visit visit = Visit.begin(guest.request(), door, "", "", clock.instant());
        if (limits.asked(door.reference() + " " + door.address()).isPresent()) {
            visit.say("check.toooften", 0);
        } else {
            doorkeeper.start(door);
        }
        Guest.go("check");
    }

    public String getFlaw() {
        return flaw;
    }

    public String getReference() {
        return reference;
    }

    public void setReference(String reference) {
        this.reference = reference;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }
}
