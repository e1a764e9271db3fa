package org.sealpost.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sealpost.directory.Locality;
import org.sealpost.directory.Site;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;

/**
 * Which hosts are ours: those of the configuration; loopback, since health checks come by it; and below our own domains those where
 * servers and mail programs look something up. The last are ours for one path each, as our domains themselves are for the certificates
 * of their people, and only while the domain is proven.
 */
@ApplicationScoped
public class Hosts {

    /** By the host's first label: RFC 8461 §3.3, and what Thunderbird and Outlook ask. */
    private static final Map<String, String> PATHS = Map.of("mta-sts", "/.well-known/mta-sts.txt", "autoconfig", "/mail/config-v1.1.xml",
            "autodiscover", "/autodiscover/autodiscover.xml");

    /** Where a Web Key Directory has what; of the hosts that have no such first label it is the domain itself (its direct method). */
    private static final String KEYS = "/.well-known/openpgpkey/";
    private static final Pattern KEY_FILE = Pattern.compile("hu/[ybndrfg8ejkmcpqxot1uwisza345h769]{32}|policy");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String PORT = ":\\d{1,5}$";

    @Inject
    private Site site;
    @Inject
    private Locality locality;

    protected Hosts() {
    }

    boolean serve(HttpServletRequest request) {
        String host = request.getHeader("Host");
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return configured(host) || domain(host, path).isPresent();
    }

    /** Whether it is ours as a whole, and not for single paths. */
    boolean configured(String host) {
        return knows(host, site.hosts());
    }

    /**
     * Whose service it is.
     *
     * @param host as in the Host header, perhaps with a port; may be null
     * @param path below the context
     */
    public Optional<Domain> domain(String host, String path) {
        return named(host, path).filter(locality::isLocal);
    }

    static boolean knows(String host, Set<String> hosts) {
        if (host == null || host.isBlank()) {
            return false;
        }
        String asked = host.strip().toLowerCase(Locale.ROOT);
        return hosts.contains(asked) || LOOPBACK.contains(asked.replaceAll(PORT, ""));
    }

    static Optional<Domain> named(String host, String path) {
        String[] labels = host == null ? new String[0] : host.strip().toLowerCase(Locale.ROOT).replaceAll(PORT, "").split("\\.", 2);
        if (labels.length < 2) {
            return Optional.empty();
        }
        boolean below = path.toLowerCase(Locale.ROOT).equals(PATHS.get(labels[0])) || labels[0].equals("openpgpkey") && isKeyFile(path, labels[1] + "/");
        return below ? parsed(labels[1]) : isKeyFile(path, "") ? parsed(String.join(".", labels)) : Optional.empty();
    }

    private static boolean isKeyFile(String path, String below) {
        return path.startsWith(KEYS + below) && KEY_FILE.matcher(path.substring((KEYS + below).length())).matches();
    }

    private static Optional<Domain> parsed(String name) {
        try {
            return Optional.of(new Domain(name));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }
}
