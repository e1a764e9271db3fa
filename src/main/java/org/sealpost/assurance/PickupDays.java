package org.sealpost.assurance;

import java.util.Arrays;

/**
 * How many days a message waits on the pickup page.
 *
 * @param standard unless the sender chooses
 * @param least the sender can't choose fewer
 * @param most the sender can't choose more, nor extend beyond
 */
public record PickupDays(int standard, int least, int most) {

    public static final PickupDays STANDARD = new PickupDays(30, 1, 90);

    private static final int LONGEST = 365;

    public PickupDays {
        if (least < 1 || standard < least || most < standard || most > LONGEST) {
            throw new IllegalArgumentException("not 1 ≤ least ≤ standard ≤ most ≤ " + LONGEST);
        }
    }

    /** The nearest number of days that is allowed. */
    public int within(int days) {
        return Math.max(least, Math.min(most, days));
    }

    static PickupDays read(String text) {
        int[] days = Arrays.stream(text.split("/")).mapToInt(Integer::parseInt).toArray();
        return new PickupDays(days[0], days[1], days[2]);
    }

    String written() {
        return standard + "/" + least + "/" + most;
    }
}
