package org.sealpost.app.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been begun and must be stopped, last first. */
final class Running {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Console console;
    private boolean stopping;

    Running(Console console) {
        this.console = console;
    }

    /** To be called before a part takes hold of anything, so that a stop at any moment finds it. */
    synchronized <T extends AutoCloseable> T begun(T part) {
        parts.push(part);
        return part;
    }

    /** Whether what fails now fails because everything is being stopped. */
    synchronized boolean isStopping() {
        return stopping;
    }

    /** Stops everything and ends the process. Whoever comes second does nothing: the first ends it for both. */
    void stop(int exit) {
        Deque<AutoCloseable> all;
        synchronized (this) {
            if (stopping) {
                return;
            }
            stopping = true;
            all = new ArrayDeque<>(parts);
        }
        for (AutoCloseable part : all) {
            try {
                part.close();
            } catch (Exception e) {
                console.say("One part did not stop cleanly: " + e);
            }
        }
        if (exit == 0) {
            console.say("Stopped.");
        }
        Runtime.getRuntime().halt(exit);
    }
}
