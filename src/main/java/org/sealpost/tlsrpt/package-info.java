/** Floor 3: reports on the TLS of connections (RFC 8460): record, report, JSON; nothing of the product. */
package org.sealpost.tlsrpt;
