/** Floor 2: the one HTTP client: https only, guarded against redirects, size, time and private addresses (RFC 9110). */
package org.sealpost.http;
