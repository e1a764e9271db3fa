package org.sealpost.web.webmail;

import java.util.List;
import java.util.Optional;
import org.sealpost.web.compose.Chip;

/**
 * What happened to one recipient's copy of a sent message.
 *
 * @param id the delivery's outside id
 * @param open whether it wants attention, so that it is shown unfolded
 * @param needsTerms it is held until the sender sets a question
 * @param locked too many wrong tries closed its pickup page until the sender opens it, asks something else, or time does
 * @param ways what else the sender may choose
 */
public record Copy(String id, String who, String address, String state, String style, boolean open, List<Event> events,
        boolean withdrawable, boolean extendable, boolean needsTerms, boolean locked, Ways ways) {

    /**
     * What the sender may choose while it can't be sent as decided, and what to tell once it is kept for pickup by reference.
     *
     * @param next what using the next protection now is called, or empty
     * @param stay whether its sender may wait for the road instead
     * @param keep whether it may be kept for pickup by reference
     * @param trying it is being tried once more, until when nothing can be chosen
     * @param uncertain whether it may have arrived already
     * @param script what to say by telephone
     */
    public record Ways(String next, boolean stay, boolean keep, boolean trying, boolean uncertain, Optional<Script> script) { }

    /**
     * What the sender says by telephone.
     *
     * @param title whom they tell
     * @param page where to go
     * @param type what to do there with the reference
     * @param answer the rest
     */
    public record Script(String title, String page, String type, String reference, String answer) { }

    /**
     * One thing that happened, or will.
     *
     * @param sentence more about it, or empty
     */
    public record Event(String time, String moment, String style, String words, String sentence, List<Chip.Fact> facts, boolean future) { }
}
