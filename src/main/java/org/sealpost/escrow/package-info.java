/**
 * Floor 5: messages that wait on the pickup page, and who may open them. {@link org.sealpost.escrow.EscrowProtector}
 * makes the pickup and its notice; {@link org.sealpost.escrow.Doorkeeper} lets readers in; {@link
 * org.sealpost.escrow.Pickups} keeps them all and knows what the sender may see and change.
 */
package org.sealpost.escrow;
