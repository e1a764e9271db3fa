package org.sealpost.delivery;

import static java.lang.System.Logger.Level.ERROR;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What nobody foresaw: it never keeps one delivery from its turn because of another. */
final class Trouble {

    private static final System.Logger LOG = System.getLogger(Trouble.class.getName());

    private Trouble() {
    }

    /** Does the work; if it breaks, each delivery gets the remedy alone, and if that breaks too, its lease runs out. */
    static void each(List<Delivery> deliveries, Runnable work, Consumer<Delivery> remedy) {
        result(deliveries, () -> {
            work.run();
            return Optional.empty();
        }, remedy);
    }

    /** @return what came of the work; empty as well if it broke */
    static <T> Optional<T> result(List<Delivery> deliveries, Supplier<Optional<T>> work, Consumer<Delivery> remedy) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            LOG.log(ERROR, deliveries.get(0).queueId() + " met an unknown error", e);
            deliveries.forEach(delivery -> remedy(delivery, remedy));
            return Optional.empty();
        }
    }

    private static void remedy(Delivery delivery, Consumer<Delivery> remedy) {
        try {
            remedy.accept(delivery);
        } catch (RuntimeException e) {
            LOG.log(ERROR, delivery.queueId() + " is tried again when its lease has run out", e);
        }
    }
}
