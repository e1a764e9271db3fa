/** Floor 3: OpenPGP (RFC 9580, RFC 4880): keys, encrypting, signing and reading, and what PGP/MIME (RFC 3156) makes of it. */
package org.sealpost.openpgp;
