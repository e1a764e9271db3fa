/** Floor 5: delivery into our own mailboxes, from the wire or from inside. */
package org.sealpost.reception;
