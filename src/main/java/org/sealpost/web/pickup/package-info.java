/**
 * Floor 8: the pages on which recipients outside pick up and answer: plain Faces, no script, nothing remembered by the
 * browser. {@link org.sealpost.web.pickup.PickupSite} is their door, the pages lie in {@code WEB-INF/pickup}.
 */
package org.sealpost.web.pickup;
