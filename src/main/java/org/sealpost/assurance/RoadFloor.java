package org.sealpost.assurance;

/**
 * The least level that any octet sent to a domain must have now, whatever the message.
 *
 * @param why where it comes from: {@code floor.none}, {@code floor.forced}, {@code floor.dane}, {@code floor.sts}
 */
public record RoadFloor(TlsLevel level, Reason why) {

    public static final RoadFloor NONE = new RoadFloor(TlsLevel.NONE, Reason.of("floor.none"));

    public RoadFloor strictest(RoadFloor other) {
        return level.reaches(other.level) ? this : other;
    }
}
