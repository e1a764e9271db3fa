package org.sealpost.web.webmail;

import java.util.List;

/**
 * One message in a list.
 *
 * @param id its outside id
 * @param tag a few words if there is something to say of it, otherwise empty; {@code tagStyle} sets their icon
 */
public record Row(String id, String who, String subject, String snippet, String when, String tag, String tagStyle,
        int attachments, boolean encrypted, boolean unread, boolean starred, boolean current) {

    /** Rows under one heading: a day, a week, a month. */
    public record Group(String title, List<Row> rows) { }
}
