/**
 * Floor 3, plain: who a message really comes from, as far as its sender's domain lets anybody prove it: SPF (RFC 7208), DKIM (RFC 6376,
 * RFC 8463), DMARC (RFC 7489), and the field that says what was found (RFC 8601).
 */
package org.sealpost.authentication;
