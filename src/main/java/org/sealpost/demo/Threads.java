package org.sealpost.demo;

/** Daemon threads: the fake internet never keeps the process alive. */
final class Threads {

    private Threads() {
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
