/** Floor 2: building and reading message content (RFC 5322, RFC 2045), with limits on everything from outside. */
package org.sealpost.mime;
