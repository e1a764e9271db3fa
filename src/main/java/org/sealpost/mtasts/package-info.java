/** Floor 3: a domain's policy for the TLS of its MX hosts (RFC 8461): record, policy, fetching, caching; nothing of the product. */
package org.sealpost.mtasts;
