package org.sealpost.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sealpost.directory.ReadingPlace;
import org.sealpost.mtasts.StsPolicy;
import org.sealpost.publication.MailHost;
import org.sealpost.reception.Network;
import org.sealpost.wire.CertificateFiles;

/**
 * Every key that Sealpost reads, with its meaning and default. Values come from system properties or the environment
 * ({@code SEALPOST_WEB_URL} for {@code sealpost.web.url}). Three more are read by the server itself before any
 * bean exists: {@code sealpost.database.url} ({@code jdbc:postgresql://127.0.0.1:5432/sealpost}),
 * {@code sealpost.database.user} ({@code sealpost}) and {@code sealpost.database.password} (empty). What the launcher
 * needs before there is an application (port, address, certificate) stands in {@code app.launcher.Settings}; all keys
 * of both are listed in {@code docs/operations.md}.
 *
 * <p>A value that can't be used throws {@link IllegalStateException} with a sentence for the administrator; the
 * application then doesn't start.
 */
public final class Configuration {

    private final Function<String, Optional<String>> source;

    public Configuration(Function<String, Optional<String>> source) {
        this.source = source;
        if (!isDemo()) {
            refuseOutsideDemo("sealpost.wire.port-map");
            refuseOutsideDemo("sealpost.tls.trust-anchors");
            refuseOutsideDemo("sealpost.dns.root-anchor");
        }
    }

    /** {@code sealpost.data}: folder of everything kept outside the database, keysets above all. Default {@code data}. */
    public Path data() {
        return Path.of(text("sealpost.data", "data")).toAbsolutePath().normalize();
    }

    /** {@code sealpost.demo}: fake internet, public passwords, an account to play with. Default {@code false}. */
    public boolean isDemo() {
        return flag("sealpost.demo");
    }

    /** {@code sealpost.web.url}: where browsers find us. Default {@code http://localhost:8080}. */
    public URI publicUrl() {
        String url = text("sealpost.web.url", "http://localhost:8080");
        if (!url.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?/?")) {
            throw wrong("sealpost.web.url", url, "a URL without a path, such as https://mail.example.org");
        }
        return URI.create(url.replaceAll("/$", "").toLowerCase(Locale.ROOT));
    }

    /** {@code sealpost.web.hosts}: further accepted Host headers, {@code name[:port]}, separated by commas. Default none. */
    public Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(publicUrl().getRawAuthority());
        list("sealpost.web.hosts").forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        return hosts;
    }

    /**
     * {@code sealpost.web.behind-proxy}: whether a proxy in front ends HTTPS; only then X-Forwarded-For and
     * X-Forwarded-Proto are believed. Default {@code false}.
     */
    public boolean isBehindProxy() {
        return flag("sealpost.web.behind-proxy");
    }

    /** {@code sealpost.smtp.name}: what we call ourselves in EHLO. Default: the host of the public URL. */
    public String smtpName() {
        return text("sealpost.smtp.name", publicUrl().getHost());
    }

    /** {@code sealpost.smtp.port}: where other servers hand in mail, usually 25. Default: nowhere. */
    public Optional<Integer> smtpPort() {
        return listening("sealpost.smtp.port");
    }

    /** {@code sealpost.submission.port}: where mail programs hand in mail after STARTTLS, usually 587. Default: nowhere. */
    public Optional<Integer> submissionPort() {
        return listening("sealpost.submission.port");
    }

    /** {@code sealpost.submissions.port}: where mail programs hand in mail inside TLS, usually 465. Default: nowhere. */
    public Optional<Integer> submissionsPort() {
        return listening("sealpost.submissions.port");
    }

    /** {@code sealpost.smtp.address}: the network address that the three listen on. Default: all. */
    public InetAddress smtpAddress() {
        String text = text("sealpost.smtp.address", "0.0.0.0");
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw wrong("sealpost.smtp.address", text, "an address of this machine");
        }
    }

    /**
     * What mail servers and programs are shown; read again when it changes. {@code sealpost.smtp.certificate}: a PKCS#12 file
     * ({@code .p12}, {@code .pfx}) or a PEM chain; default none, and then nothing listens. {@code sealpost.smtp.certificate-key}: the PEM
     * private key of the PEM chain; default: in the same file. {@code sealpost.smtp.certificate-password}: of the PKCS#12 file; default
     * empty.
     */
    public Optional<CertificateFiles> smtpCertificate() {
        return path("sealpost.smtp.certificate").map(file -> new CertificateFiles(file, path("sealpost.smtp.certificate-key"),
                text("sealpost.smtp.certificate-password", "").toCharArray()));
    }

    /**
     * {@code sealpost.mta-sts.mode}: what the MTA-STS policy of our own domains asks of senders (RFC 8461 §5), {@code enforce}, {@code
     * testing} or {@code none}. Default {@code testing}. It binds nobody until a domain's DNS announces it.
     */
    public StsPolicy.Mode stsMode() {
        String mode = text("sealpost.mta-sts.mode", "testing");
        if (!List.of("enforce", "testing", "none").contains(mode)) {
            throw wrong("sealpost.mta-sts.mode", mode, "enforce, testing or none");
        }
        return StsPolicy.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
    }

    /**
     * {@code sealpost.imap}: {@code host:port} where the users' mail programs read what is theirs, inside TLS from the first octet; a
     * store of somebody else's, which set-up files for programs name. Default: none.
     */
    public Optional<ReadingPlace> imap() {
        return source.apply("sealpost.imap").filter(text -> !text.isBlank()).map(text -> {
            if (!text.matches("[A-Za-z0-9.-]+:\\d{1,5}")) {
                throw wrong("sealpost.imap", text, "host:port, such as imap.example.org:993");
            }
            int colon = text.indexOf(':');
            return new ReadingPlace(text.substring(0, colon).toLowerCase(Locale.ROOT), port("sealpost.imap", text.substring(colon + 1)));
        });
    }

    /** Our own host, as those above describe it. */
    public MailHost mailHost() {
        boolean listens = smtpCertificate().isPresent();
        return new MailHost(smtpName(), publicUrl().getHost(), submissionPort().filter(port -> listens), submissionsPort().filter(port -> listens),
                stsMode(), smtpCertificate());
    }

    /**
     * {@code sealpost.smtp.proxy-networks}: proxies in front of the three ports, {@code address} or {@code address/bits}, separated by
     * commas; whom they bring they must say by the PROXY protocol, version 1 or 2. Default: none, and nobody else is believed.
     */
    public List<Network> smtpProxies() {
        return list("sealpost.smtp.proxy-networks").stream().map(text -> Network.of(text).orElseThrow(() ->
                wrong("sealpost.smtp.proxy-networks", text, "an address or a network such as 192.0.2.0/28"))).toList();
    }

    /**
     * {@code sealpost.wire.port-map}: what lives on loopback, {@code host=port} for an MX host, {@code host:443=port} for an
     * HTTPS server. Only in the demo.
     */
    public Map<String, Integer> portMap() {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (String pair : list("sealpost.wire.port-map")) {
            int equals = pair.indexOf('=');
            if (!pair.substring(0, Math.max(equals, 0)).matches("[A-Za-z0-9.-]+(:443)?")) {
                throw wrong("sealpost.wire.port-map", pair, "host=port or host:443=port");
            }
            map.put(pair.substring(0, equals).toLowerCase(Locale.ROOT),
                    port("sealpost.wire.port-map", pair.substring(equals + 1)));
        }
        return map;
    }

    /**
     * {@code sealpost.dns.resolver}: {@code address:port} of the recursive name servers to ask, separated by commas. Default:
     * the operating system's.
     */
    public List<InetSocketAddress> dnsResolvers() {
        return list("sealpost.dns.resolver").stream().map(text -> {
            int colon = text.lastIndexOf(':');
            if (colon < 1 || !text.substring(0, colon).matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")) {
                throw wrong("sealpost.dns.resolver", text, "address:port");
            }
            return new InetSocketAddress(text.substring(0, colon), port("sealpost.dns.resolver", text.substring(colon + 1)));
        }).toList();
    }

    /**
     * {@code sealpost.dns.validation}: {@code own}, DNSSEC is validated here, or {@code resolver}, its AD flag is believed; that
     * is refused unless each resolver is on this machine. Default {@code own}.
     */
    public boolean believesResolver() {
        String validation = text("sealpost.dns.validation", "own");
        if (!List.of("own", "resolver").contains(validation)) {
            throw wrong("sealpost.dns.validation", validation, "own or resolver");
        }
        boolean believes = validation.equals("resolver");
        boolean here = !dnsResolvers().isEmpty() && dnsResolvers().stream().allMatch(one -> one.getAddress().isLoopbackAddress());
        if (believes && !here) {
            throw new IllegalStateException("sealpost.dns.validation is \"resolver\", so sealpost.dns.resolver must name resolvers on this "
                    + "machine only (127.0.0.1 or ::1): anybody in between could forge their word.");
        }
        return believes;
    }

    /** {@code sealpost.dns.root-anchor}: file with the root's DS records, instead of those that IANA publishes. Only in the demo. */
    public Optional<String> rootAnchor() {
        return source.apply("sealpost.dns.root-anchor").filter(text -> !text.isBlank()).map(text -> {
            try {
                return Files.readString(Path.of(text));
            } catch (IOException e) {
                throw wrong("sealpost.dns.root-anchor", text, "a readable file");
            }
        });
    }

    /** {@code sealpost.tls.trust-anchors}: PEM file of the only CAs that MX and policy hosts may have. Default: Java's. Only in the demo. */
    public Optional<Path> trustAnchors() {
        return source.apply("sealpost.tls.trust-anchors").filter(text -> !text.isBlank()).map(text -> {
            if (!Files.isReadable(Path.of(text))) {
                throw wrong("sealpost.tls.trust-anchors", text, "a readable PEM file");
            }
            return Path.of(text);
        });
    }

    /**
     * {@code sealpost.keys.server}: the URL of a key server (VKS) that accounts may let be asked for keys of their recipients, such as {@code
     * https://keys.openpgp.org}. Default: none, and then nobody is asked.
     */
    public Optional<URI> keyServer() {
        return source.apply("sealpost.keys.server").filter(text -> !text.isBlank()).map(text -> {
            if (!text.matches("https://[A-Za-z0-9.-]+/?")) {
                throw wrong("sealpost.keys.server", text, "an https URL without a port and a path, such as https://keys.openpgp.org");
            }
            return URI.create(text.replaceAll("/$", "").toLowerCase(Locale.ROOT));
        });
    }

    /**
     * {@code sealpost.smime.trust-anchors}: a file of PEM certificates, the authorities that may vouch for certificates of mail. Default: none;
     * then a certificate counts only for whom its domain or a person says so.
     */
    public Optional<Path> mailAuthorities() {
        return path("sealpost.smime.trust-anchors").map(file -> {
            if (!Files.isReadable(file)) {
                throw wrong("sealpost.smime.trust-anchors", file.toString(), "a readable PEM file");
            }
            return file;
        });
    }

    /** {@code sealpost.delivery.workers}: how many messages are sent at once. Default 20. */
    public int deliveryWorkers() {
        return number("sealpost.delivery.workers", 20);
    }

    /** {@code sealpost.limit.message}: octets of a built message. Default 36 MiB. */
    public long messageLimit() {
        return number("sealpost.limit.message", 36 * 1024 * 1024);
    }

    /** {@code sealpost.limit.attachments}: octets of all attachments of one message, decoded. Default 25 MiB. */
    public long attachmentLimit() {
        return number("sealpost.limit.attachments", 25 * 1024 * 1024);
    }

    private Optional<Path> path(String key) {
        return source.apply(key).filter(text -> !text.isBlank()).map(Path::of);
    }

    private Optional<Integer> listening(String key) {
        return source.apply(key).filter(text -> !text.isBlank()).map(text -> port(key, text));
    }

    private void refuseOutsideDemo(String key) {
        if (source.apply(key).isPresent()) {
            throw new IllegalStateException(key + " belongs to the demo and is refused here. Remove it.");
        }
    }

    private String text(String key, String otherwise) {
        return source.apply(key).filter(text -> !text.isBlank()).orElse(otherwise);
    }

    private List<String> list(String key) {
        return Arrays.stream(text(key, "").split(",")).map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    private boolean flag(String key) {
        String text = text(key, "false");
        if (!List.of("true", "false").contains(text)) {
            throw wrong(key, text, "true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private int number(String key, int otherwise) {
        String text = text(key, Integer.toString(otherwise));
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw wrong(key, text, "a positive number");
        }
        return Integer.parseInt(text);
    }

    private static int port(String key, String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw wrong(key, text, "a port number");
        }
        return Integer.parseInt(text);
    }

    private static IllegalStateException wrong(String key, String value, String expected) {
        return new IllegalStateException(key + " is \"" + value + "\", but must be " + expected + ".");
    }
}
