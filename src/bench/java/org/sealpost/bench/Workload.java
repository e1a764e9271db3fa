package org.sealpost.bench;

/**
 * One kind of work.
 *
 * @param messages how many
 * @param size     octets of each
 * @param domains  over how many domains they are spread, one recipient each
 * @param sessions how many hand in at once; with 1 the next is handed in when the one before has arrived
 * @param held     accepted and kept, never sent: only accepting counts
 */
record Workload(String name, String what, int messages, int size, int domains, int sessions, boolean held) {

    private static final int KIB = 1024;

    static Workload w1(int messages) {
        return new Workload("W1", messages + " × 10 KiB, one domain, 20 sessions", messages, 10 * KIB, 1, 20, false);
    }

    static Workload w2(int messages) {
        return new Workload("W2", messages + " × 10 KiB, 50 domains, 20 sessions", messages, 10 * KIB, 50, 20, false);
    }

    static Workload w3(int messages) {
        return new Workload("W3", messages + " × 5 MiB, one domain, 20 sessions", messages, 5 * KIB * KIB, 1, 20, false);
    }

    static Workload w4(int messages) {
        return new Workload("W4", messages + " × 10 KiB, one after the other", messages, 10 * KIB, 1, 1, false);
    }

    static Workload accept(int messages) {
        return new Workload("accept", messages + " × 10 KiB taken and kept, 20 sessions", messages, 10 * KIB, 1, 20, true);
    }

    boolean isOneByOne() {
        return sessions == 1;
    }

    Workload of(int fewer) {
        return new Workload(name, what, fewer, size, domains, sessions, held);
    }

    String recipient(int number) {
        return "reader" + number % 100 + "@" + domain(domains == 1 ? 0 : 1 + number % domains);
    }

    /** Domain 0 is alone in its workload, 1 to 50 share theirs. */
    static String domain(int index) {
        return "d" + index + ".bench.test";
    }
}
