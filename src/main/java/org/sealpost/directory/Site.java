package org.sealpost.directory;

import java.net.URI;
import java.util.Set;

/**
 * How this installation is reached, the same for all accounts.
 *
 * @param publicUrl where browsers find it, without a slash at the end
 * @param hosts every accepted Host header, lower case, with the port if it isn't the scheme's own
 * @param smtpName what we call ourselves on the SMTP wire, a host name
 * @param behindProxy a proxy in front ends HTTPS, and its X-Forwarded fields are believed
 * @param demo whether this is the demo, with its public passwords
 */
public record Site(URI publicUrl, Set<String> hosts, String smtpName, boolean behindProxy, boolean demo) {

    public Site {
        hosts = Set.copyOf(hosts);
    }

    /** @param path begins with a slash */
    public URI at(String path) {
        return URI.create(publicUrl + path);
    }
}
