package org.sealpost.app.launcher;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.sealpost.app.Configuration;
import org.sealpost.app.Outside;
import org.sealpost.mail.Domain;
import org.sealpost.monitor.DomainLook;
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
        Domain domain = Surroundings.domain(options.only());
        Configuration configuration = new Configuration(Surroundings.of(domain, data, config, environment).source());
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
}
