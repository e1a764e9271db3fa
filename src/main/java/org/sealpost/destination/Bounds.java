package org.sealpost.destination;

import org.sealpost.assurance.RoadFloor;

/**
 * What binds mail to a domain by what we know and keep, whatever its servers and its DNS say now.
 *
 * @param forced what its organisation asked for
 * @param tlsRemembered it spoke TLS, or offered it: nothing readable goes there in clear
 * @param daneRemembered it proved its hosts by DANE when that could be told last
 */
public record Bounds(RoadFloor forced, boolean tlsRemembered, boolean daneRemembered) {
}
