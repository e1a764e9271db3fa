/** Which DNS records a mail domain of ours needs, and how they are written down. */
package org.sealpost.publication;
