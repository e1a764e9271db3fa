package org.sealpost.app.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sealpost.app.Configuration;
import org.sealpost.app.Outside;
import org.sealpost.dns.Resolver;
import org.sealpost.mail.Domain;
import org.sealpost.publication.DnsPlan;
import org.sealpost.publication.DnsState;
import org.sealpost.publication.DnsState.State;
import org.sealpost.publication.ZoneFile;

/**
 * {@code dns DOMAIN}: which DNS records a domain of ours needs, and how each stands; with {@code --zone} only the records, as a zone file.
 * Ends with 0 if all that are needed are right, with 1 if not, with 2 if that couldn't be found out.
 */
public final class DnsCheck {

    private static final String USAGE = "usage: sealpost dns [--zone] [--data DIR] [--config FILE] DOMAIN";
    private static final int UNKNOWN = 2;

    private final PrintStream out;
    private final Map<String, String> environment;
    private final Running running;

    DnsCheck(PrintStream out, Running running, Map<String, String> environment) {
        this.out = out;
        this.running = running;
        this.environment = environment;
    }

    public static void main(String[] words) {
        java.util.logging.LogManager.getLogManager().reset();
        Running running = new Running(new Console(new PrintStream(OutputStream.nullOutputStream())));
        running.stop(new DnsCheck(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), running, System.getenv())
                .run(List.of(words)));
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
        boolean zone = options.has("--zone");
        Optional<Path> data = options.take("--data");
        Optional<Path> config = options.take("--config");
        Domain domain = Surroundings.domain(options.only());
        Surroundings surroundings = Surroundings.of(domain, data, config, environment);
        Configuration configuration = new Configuration(surroundings.source());
        ClaimedDomain claimed = claimed(domain, surroundings);
        DnsPlan plan = DnsPlan.of(domain, configuration.mailHost(), claimed.proof(), claimed.keys());
        if (zone) {
            out.print(ZoneFile.of(plan));
            return 0;
        }
        try (Outside outside = Outside.of(configuration, InstantSource.system(), new SecureRandom(), new Forgetful(), (where, why) -> { })) {
            return told(plan, outside.resolver(), claimed.keys().isEmpty());
        }
    }

    private int told(DnsPlan plan, Resolver resolver, boolean keyless) {
        List<DnsState> states = plan.records().stream().map(wanted -> told(DnsState.of(wanted, resolver))).toList();
        List<State> needed = states.stream().filter(one -> one.wanted().required()).map(DnsState::state).toList();
        long right = states.stream().filter(one -> one.state() == State.RIGHT).count();
        out.println();
        if (keyless) {
            out.println("There are no signing keys yet: make them under Administration, DNS records.");
        }
        out.println(right + " of " + states.size() + " records are right; of the " + needed.size() + " that are needed, "
                + needed.stream().filter(State.RIGHT::equals).count() + ".");
        if (needed.contains(State.UNKNOWN)) {
            return UNKNOWN;
        }
        return needed.stream().allMatch(State.RIGHT::equals) ? 0 : 1;
    }

    private DnsState told(DnsState state) {
        out.println(String.format(Locale.ROOT, "%-8s %-5s %s", word(state), state.wanted().type(), state.wanted().name()));
        out.println("               " + state.wanted().value());
        if (state.state() == State.DIFFERS) {
            state.found().forEach(found -> out.println("         now:  " + found));
        }
        return state;
    }

    private static String word(DnsState state) {
        return switch (state.state()) {
            case RIGHT -> "right";
            case MISSING -> state.wanted().required() ? "MISSING" : "missing";
            case DIFFERS -> "DIFFERS";
            case UNKNOWN -> "unknown";
        };
    }

    private ClaimedDomain claimed(Domain domain, Surroundings surroundings) {
        if (!Files.isDirectory(surroundings.root())) {
            throw new CannotStart("There is no data in " + surroundings.root() + ": name the folder with --data.");
        }
        try (Connection connection = new OpenedDatabase(running, surroundings.root(), 0).connect(surroundings.source())) {
            return ClaimedDomain.read(connection, domain, InstantSource.system().instant())
                    .orElseThrow(() -> new CannotStart(domain + " is none of our domains: add it under Administration, Own domains."));
        } catch (SQLException | IOException e) {
            throw new CannotStart("The database can't be read (" + e.getMessage() + ").", e);
        }
    }
}
