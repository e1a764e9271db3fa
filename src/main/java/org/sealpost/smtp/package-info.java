/** Floor 2: the client's side of the SMTP wire (RFC 5321, RFC 3207, RFC 2920). */
package org.sealpost.smtp;
