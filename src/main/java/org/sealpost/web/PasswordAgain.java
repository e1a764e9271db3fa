package org.sealpost.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.sealpost.directory.Directory;
import org.sealpost.directory.SignInGate;
import org.sealpost.directory.User;

/** Asks whoever is signed in for their password again, so that an unwatched screen is not enough. Guesses count as those at the door do. */
@RequestScoped
public class PasswordAgain {

    @Inject
    private Directory directory;
    @Inject
    private SignedIn signedIn;
    @Inject
    private SignInGate gate;
    @Inject
    private HttpServletRequest request;
    @Inject
    private Tongue tongue;

    /** Why it isn't them, as a sentence; empty if it is. */
    public Optional<String> refusal(String password) {
        User user = signedIn.user();
        String who = user.address().toString();
        Phrasebook phrases = tongue.phrases("org.sealpost.web.web");
        Optional<Duration> wait = gate.tried(who, request.getRemoteAddr());
        if (wait.isPresent()) {
            return Optional.of(phrases.count("signin.locked", (int) Math.max(1, wait.get().plusSeconds(59).toMinutes())));
        }
        char[] letters = password.toCharArray();
        try {
            if (directory.signIn(user.address(), letters).isEmpty()) {
                return Optional.of(phrases.say("password.wrong"));
            }
        } finally {
            Arrays.fill(letters, '\0');
        }
        gate.succeeded(who, request.getRemoteAddr());
        return Optional.empty();
    }
}
