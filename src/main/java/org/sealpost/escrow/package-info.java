/**
 * Floor 5: messages that wait on the pickup page, and who may open them. The protector
 * makes the pickup and the notice, the store keeps both sides of the door: what a reader may
 * do, and what the sender may change.
 */
package org.sealpost.escrow;
