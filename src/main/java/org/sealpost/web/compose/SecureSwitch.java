package org.sealpost.web.compose;

import java.io.Serializable;
import org.sealpost.assurance.Marking;

/**
 * What compose offers about whether the message must be secure. What counts is for policy to say.
 *
 * @param shown whether the sender has a choice
 * @param on whether the message is secure
 * @param fixed whether it has to stay so
 * @param label what is switched on or off
 * @param hint why it is fixed, or what being off means
 * @param asks whether the sender must confirm before it counts
 * @param told why opting out doesn't count, or empty
 * @param off how the message is marked when it is switched off
 */
public record SecureSwitch(boolean shown, boolean on, boolean fixed, String label, String hint, boolean asks, String told,
        Marking off) implements Serializable {

    private static final long serialVersionUID = 1;

    boolean isTurnable() {
        return shown && !fixed;
    }

    Marking turned() {
        return on ? off : Marking.SECURE;
    }
}
