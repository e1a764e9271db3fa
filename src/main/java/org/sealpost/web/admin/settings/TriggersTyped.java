package org.sealpost.web.admin.settings;

import java.io.Serializable;
import org.sealpost.assurance.TriggerTexts;

/** The three words of {@link TriggerTexts} while they are typed and may not fit together. */
public final class TriggersTyped implements Serializable {

    private static final long serialVersionUID = 1;

    private String stronger;
    private String escrow;
    private String clear;

    TriggersTyped(TriggerTexts texts) {
        this.stronger = texts.stronger();
        this.escrow = texts.escrow();
        this.clear = texts.clear();
    }

    /** @throws IllegalArgumentException if they can't be used */
    TriggerTexts texts() {
        return new TriggerTexts(stronger.strip(), escrow.strip(), clear.strip());
    }

    public String getStronger() {
        return stronger;
    }

    public void setStronger(String stronger) {
        this.stronger = stronger;
    }

    public String getEscrow() {
        return escrow;
    }

    public void setEscrow(String escrow) {
        this.escrow = escrow;
    }

    public String getClear() {
        return clear;
    }

    public void setClear(String clear) {
        this.clear = clear;
    }
}
