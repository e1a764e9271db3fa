package org.sealpost.web.webmail;

import java.util.List;

/**
 * What happened to one recipient's copy of a sent message.
 *
 * @param id the delivery's outside id
 * @param open whether it wants attention, so that it is shown unfolded
 * @param needsTerms it is held until the sender sets a question
 * @param locked too many wrong tries closed its pickup page until the sender opens it, asks something else, or time does
 */
public record Copy(String id, String who, String address, String state, String style, boolean open, List<Event> events,
        boolean withdrawable, boolean extendable, boolean needsTerms,
        boolean locked) {

    /**
     * One thing that happened, or will.
     *
     * @param sentence more about it, or empty
     */
    public record Event(String time, String moment, String style, String words, String sentence, List<Chip.Fact> facts, boolean future) { }
}
