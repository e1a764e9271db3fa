/** Floor 2: questions to the DNS and honest answers: records, none, or failed, and whether they are authentic (RFC 1035, RFC 4033). */
package org.sealpost.dns;
