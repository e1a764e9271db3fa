/** Floor 2: the HTTP clients: guarded against redirects, size, time and private addresses (RFC 9110); https, and http for signed objects only. */
package org.sealpost.http;
