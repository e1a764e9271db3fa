/** Floor 8: what other servers and mail programs look up about our domains: the MTA-STS policy, and how a program is set up. */
package org.sealpost.web.discovery;
