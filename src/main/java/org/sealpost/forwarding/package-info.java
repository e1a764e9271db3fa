/** Floor 4: rules to forward-paths, the reverse-path of what is forwarded, and the guard against loops (RFC 5321 §3.9, §6.3). */
package org.sealpost.forwarding;
