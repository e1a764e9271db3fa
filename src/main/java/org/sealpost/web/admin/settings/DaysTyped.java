package org.sealpost.web.admin.settings;

import java.io.Serializable;
import org.sealpost.assurance.PickupDays;

/** The three numbers of {@link PickupDays} while they are typed and may not fit together. */
public final class DaysTyped implements Serializable {

    private static final long serialVersionUID = 1;

    private int standard;
    private int least;
    private int most;

    DaysTyped(PickupDays days) {
        this.standard = days.standard();
        this.least = days.least();
        this.most = days.most();
    }

    public int getStandard() {
        return standard;
    }

    public void setStandard(int standard) {
        this.standard = standard;
    }

    public int getLeast() {
        return least;
    }

    public void setLeast(int least) {
        this.least = least;
    }

    public int getMost() {
        return most;
    }

    public void setMost(int most) {
        this.most = most;
    }
}
