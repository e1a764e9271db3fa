/** Floor 5: messages that wait on the pickup page, and who may open them. */
package org.sealpost.escrow;
