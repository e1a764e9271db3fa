package org.sealpost.web.webmail;

import java.io.Serializable;

/** A condition of a filter as it is typed. */
public final class AskedCondition implements Serializable {

    private static final long serialVersionUID = 1;

    private String part;
    private String text;

    AskedCondition(String part, String text) {
        this.part = part;
        this.text = text;
    }

    /** The name of a {@link org.sealpost.mailbox.Filter.Part}. */
    public String getPart() {
        return part;
    }

    public void setPart(String part) {
        this.part = part;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
