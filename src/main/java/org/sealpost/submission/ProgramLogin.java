package org.sealpost.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sealpost.assurance.Setting;
import org.sealpost.directory.AppPassword;
import org.sealpost.directory.AppPasswords;
import org.sealpost.directory.Directory;
import org.sealpost.directory.SettingsBook;
import org.sealpost.directory.SignInGate;
import org.sealpost.directory.User;
import org.sealpost.mail.Address;
import org.sealpost.mail.MalformedAddress;
import org.sealpost.policy.Inheritance;
import org.sealpost.smtp.server.ScramKeys;

/**
 * How mail programs sign in: with an app password, or with the account's password where the administrator allows it. Wrong tries
 * count together with those on the pages, and answers don't tell whether there is such a user.
 */
@ApplicationScoped
public class ProgramLogin {

    private static final System.Logger LOG = System.getLogger(ProgramLogin.class.getName());
    private static final int SALT_OCTETS = 16;
    private static final int ITERATIONS = 4_096;

    @Inject
    private Directory directory;
    @Inject
    private AppPasswords appPasswords;
    @Inject
    private SettingsBook settings;
    @Inject
    private SignInGate gate;
    @Inject
    private SecureRandom random;

    private byte[] secret;

    /** @param tooOften nobody was asked: there were too many wrong tries; never if the user is in */
    public record Result(Optional<User> user, boolean tooOften) { }

    protected ProgramLogin() {
    }

    /** Whether app passwords are all that anybody signs in with: of the others only a hash is kept that SCRAM can't use. */
    public boolean provesAllByScram() {
        return directory.accounts().stream().noneMatch(account -> Inheritance.of(settings.system(), settings.account(account.id()))
                .get(Setting.PROGRAM_PASSWORD));
    }

    /** By a password. @param typed is wiped by the caller */
    public Result enter(String name, char[] typed, InetAddress from) {
        return entered(name, from, user -> {
            boolean isAppPassword = user.isPresent() && appPasswords.isOne(user.get(), typed);
            if (user.isEmpty()) {
                appPasswords.isNobodys(typed);
            }
            if (!mayUseAccountPassword(user)) {
                directory.refuse(typed);
                return isAppPassword;
            }
            return directory.signIn(user.get().address(), typed).isPresent() || isAppPassword;
        });
    }

    /** By SCRAM. @param proven whether one of the {@link #scramKeys} was proven */
    public Result enter(String name, boolean proven, InetAddress from) {
        return entered(name, from, user -> proven && user.isPresent());
    }

    /** Of app passwords; of somebody who has none, a salt that stays the same while we run, and nothing that proves. */
    public ScramKeys scramKeys(String name, InetAddress from) {
        List<AppPassword> known = user(name).map(appPasswords::of).orElse(List.of());
        return known.isEmpty() ? new ScramKeys(imagined(name), ITERATIONS, List.of())
                : new ScramKeys(known.get(0).salt(), known.get(0).iterations(),
                        known.stream().map(one -> new ScramKeys.Key(one.storedKey(), one.serverKey())).toList());
    }

    private interface Check {
        boolean passes(Optional<User> user);
    }

    private Result entered(String name, InetAddress from, Check check) {
        String typed = name.strip().toLowerCase(Locale.ROOT);
        // a try counts only once it was wrong: a server of a whole office signs in on many connections at once
        if (gate.locked(typed, from.getHostAddress()).isPresent()) {
            return new Result(Optional.empty(), true);
        }
        Optional<User> user = user(name);
        if (!check.passes(user) || user.get().isDisabled()) {
            gate.tried(typed, from.getHostAddress());
            LOG.log(Level.INFO, "a mail program at {0} could not sign in", from.getHostAddress());
            user.ifPresent(known -> gate.refused(known.address(), "smtp", from.getHostAddress()));
            return new Result(Optional.empty(), false);
        }
        gate.cleared(typed, from.getHostAddress());
        appPasswords.used(user.get());
        return new Result(user, false);
    }

    /** Not one that an administrator has set and that is good for one sign-in. */
    private boolean mayUseAccountPassword(Optional<User> user) {
        return user.filter(known -> !known.mustChoosePassword() && Inheritance.of(settings.system(), settings.account(known.accountId()))
                .get(Setting.PROGRAM_PASSWORD)).isPresent();
    }

    private Optional<User> user(String name) {
        try {
            return directory.user(Address.of(name.strip()));
        } catch (MalformedAddress e) {
            return Optional.empty();
        }
    }

    private synchronized byte[] imagined(String name) {
        try {
            if (secret == null) {
                secret = new byte[32];
                random.nextBytes(secret);
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)), SALT_OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
