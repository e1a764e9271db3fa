/** Floor 4: carrying a message to the MX hosts of a domain, over a connection judged before MAIL FROM (RFC 5321 §5, RFC 3207). */
package org.sealpost.transport;
