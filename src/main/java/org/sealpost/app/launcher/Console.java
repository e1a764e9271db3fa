package org.sealpost.app.launcher;

import java.io.PrintStream;
import java.util.Locale;

/** What the person at the terminal reads. The server's own log never comes here. */
final class Console {

    private static final long NANOS_A_TENTH = 100_000_000;

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Says what is being done and, when it is done, how long it took. */
    void step(String what, Runnable step) {
        out.print("  " + what + " … ");
        out.flush();
        long begun = System.nanoTime();
        step.run();
        long tenths = (System.nanoTime() - begun) / NANOS_A_TENTH;
        say(String.format(Locale.ROOT, "done in %d.%d s", tenths / 10, tenths % 10));
    }
}
