/** Floor 5: reports on TLS by mail (RFC 8460 §5): ours to other domains once a day, and those of others about mail to us. */
package org.sealpost.reporting;
