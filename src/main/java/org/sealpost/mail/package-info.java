/** Floor 1: the nouns of mail: addresses, paths, envelope, octets, and the outbox for system mail (RFC 5321, RFC 5598). */
package org.sealpost.mail;
