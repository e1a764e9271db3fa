/** Measures how fast messages are sealed and opened, beside GnuPG and OpenSSL doing the same work; belongs to no artifact that is shipped. */
package org.sealpost.bench.keys;
