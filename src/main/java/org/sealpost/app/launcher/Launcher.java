package org.sealpost.app.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import sun.misc.Signal;

/** Starts everything in order, says READY, and on Ctrl-C stops everything in the opposite order. */
public final class Launcher {

    private static final PrintStream TERMINAL = System.err;

    private Launcher() {
    }

    /** @param words see {@link Arguments#USAGE}. Ends the process with 0 after a stop that was asked for, else with 1 */
    public static void main(String[] words) {
        Console console = new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
        Running running = new Running(console);
        for (String signal : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(signal), s -> stopInItsOwnThread(console, running));
        }
        try {
            Arguments arguments = Arguments.of(List.of(words));
            if (arguments.mode() == Arguments.Mode.VERIFY_AUDIT) {
                running.stop(new AuditCheck(console, running, arguments).run(System.getenv()) ? 0 : 1);
            } else {
                new Sealpost(console, running, arguments).start(System.getenv());
            }
        } catch (CannotStart e) {
            fail(console, running, e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            fail(console, running, "Sealpost can't start: an unforeseen error, written down in the logs of its data folder.", e);
        }
    }

    /** Not a daemon, as the signal's thread is: the process must not end with the server's last thread. */
    private static void stopInItsOwnThread(Console console, Running running) {
        Thread thread = new Thread(() -> {
            if (!running.isStopping()) {
                console.say("\nStopping …");
            }
            running.stop(0);
        }, "stop");
        thread.setDaemon(false);
        thread.start();
    }

    /** One sentence for the person, the trace for the log if there is one by now. */
    private static void fail(Console console, Running running, String sentence, Throwable cause) {
        if (running.isStopping()) {
            return;
        }
        console.say("\n" + sentence);
        if (System.err != TERMINAL) {
            cause.printStackTrace(System.err);
        }
        running.stop(1);
    }
}
