package org.sealpost.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads of the application, injectable as {@link ExecutorService} and {@link ScheduledExecutorService}. They are
 * our own because the server's default scheduler runs one task at a time.
 */
@ManagedExecutorDefinition(name = Executors.WORKERS, maxAsync = 64)
@ManagedScheduledExecutorDefinition(name = Executors.SCHEDULE, maxAsync = 8)
@ApplicationScoped
public class Executors {

    static final String WORKERS = "java:app/concurrent/workers";
    static final String SCHEDULE = "java:app/concurrent/schedule";

    @Resource(lookup = WORKERS)
    private ManagedExecutorService workers;

    @Resource(lookup = SCHEDULE)
    private ManagedScheduledExecutorService schedule;

    @Produces
    @Dependent
    @Typed(ExecutorService.class)
    ManagedExecutorService workers() {
        return workers;
    }

    @Produces
    @Dependent
    @Typed(ScheduledExecutorService.class)
    ManagedScheduledExecutorService schedule() {
        return schedule;
    }
}
