package org.sealpost.app.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sealpost.app.Configuration;
import org.sealpost.app.Outside;
import org.sealpost.mail.Domain;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.monitor.DomainLook;
import org.sealpost.mtasts.KnownPolicy;
import org.sealpost.mtasts.StsCache;
import org.sealpost.transport.Survey;

/**
 * {@code tls-check DOMAIN}: looks at a domain's mail servers as a delivery would, and says what it saw. Ends with 0 if they
 * are proven, with 1 if not, with 2 if there are none or that couldn't be found out.
 */
public final class TlsCheck {

    private static final String USAGE = "usage: sealpost tls-check [--data DIR] [--config FILE] DOMAIN";
    private static final int UNKNOWN = 2;
    private static final int PATIENCE_SECONDS = 5;

    private final PrintStream out;
    private final Map<String, String> environment;

    TlsCheck(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    public static void main(String[] words) {
        java.util.logging.LogManager.getLogManager().reset();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new TlsCheck(out, System.getenv()).run(List.of(words)));
    }

    int run(List<String> words) {
        try {
            return check(words);
        } catch (CannotStart | IllegalStateException e) {
            out.println(e.getMessage());
            return UNKNOWN;
        }
    }

    private int check(List<String> words) {
        Options options = new Options(words, USAGE);
        Optional<Path> data = options.take("--data");
        Optional<Path> config = options.take("--config");
        Domain domain = domain(options.only());
        Configuration configuration = new Configuration(source(domain, data, config));
        out.println("Looking at the mail servers of " + domain.unicode()
                + (configuration.isDemo() ? ", in the running demo’s internet …" : " …"));
        try (Outside outside = Outside.of(configuration, InstantSource.system(), new SecureRandom(), new Forgetful(), (where, why) -> { })) {
            Survey survey = patiently(() -> outside.courier().survey(domain));
            Map<String, Integer> preferences = new ConcurrentHashMap<>();
            outside.resolver().mx(domain).records().forEach(mx -> preferences.merge(mx.host(), mx.preference(), Math::min));
            DomainLook look = DomainLook.of(survey, preferences);
            new SurveyText(look).lines().forEach(out::println);
            return exit(look);
        }
    }

    /** Says now and then that it goes on: a server may take its time. */
    private <T> T patiently(Supplier<T> look) {
        CompletableFuture<T> seen = CompletableFuture.supplyAsync(look);
        for (int waited = PATIENCE_SECONDS; ; waited += PATIENCE_SECONDS) {
            try {
                return seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                out.println("  still waiting for an answer, " + waited + " s");
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("The look broke off: " + e.getMessage(), e);
            }
        }
    }

    private static int exit(DomainLook look) {
        if (!look.isReached()) {
            return UNKNOWN;
        }
        return look.isGood() ? 0 : 1;
    }

    private static Domain domain(String text) {
        try {
            return new Domain(text.substring(text.indexOf('@') + 1));
        } catch (MalformedAddress e) {
            throw new CannotStart("“" + text + "” is no domain.");
        }
    }

    /** Nothing below {@code test} exists outside a demo (RFC 6761 §6.2). */
    private Function<String, Optional<String>> source(Domain domain, Optional<Path> data, Optional<Path> config) {
        if (!domain.name().endsWith(".test")) {
            Path root = data.orElseGet(() -> home().resolve("start"));
            return Settings.read(environment, config.orElse(root.resolve("sealpost.properties")), config.isPresent())::text;
        }
        Path wire = data.orElseGet(() -> home().resolve("demo")).resolve("demo").resolve("wire.properties");
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(wire)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new CannotStart("There is no " + domain + " on the internet, and no demo runs: start one with ./sealpost demo, "
                    + "or name its folder with --data.");
        }
        return key -> Optional.ofNullable(settings.getProperty(key));
    }

    private Path home() {
        return Path.of(environment.getOrDefault("SEALPOST_HOME", ".")).resolve(".data");
    }

    /** A single look has no memory, so it always sees what is published now. */
    private static final class Forgetful implements StsCache {

        private final Map<Domain, KnownPolicy> seen = new ConcurrentHashMap<>();

        @Override
        public Optional<KnownPolicy> find(Domain domain) {
            return Optional.ofNullable(seen.get(domain));
        }

        @Override
        public void keep(Domain domain, KnownPolicy policy) {
            seen.put(domain, policy);
        }
    }
}
