package org.sealpost.app;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the application, injectable as {@link ExecutorService} and {@link ScheduledExecutorService}. The schedule
 * is our own because the server's default scheduler runs one task at a time; the workers are, because the server's executor
 * looks through all jars for each task's context, which costs more than sending a message. Its threads have theirs for good.
 */
@ManagedThreadFactoryDefinition(name = Executors.THREADS)
@ManagedScheduledExecutorDefinition(name = Executors.SCHEDULE, maxAsync = 8)
@ApplicationScoped
public class Executors {

    static final String THREADS = "java:app/concurrent/threads";
    static final String SCHEDULE = "java:app/concurrent/schedule";

    private static final int MOST_WORKERS = 64;
    private static final long IDLE_SECONDS = 60;

    @Resource(lookup = THREADS)
    private ManagedThreadFactory threads;

    @Resource(lookup = SCHEDULE)
    private ManagedScheduledExecutorService schedule;

    private ThreadPoolExecutor workers;

    @PostConstruct
    void employ() {
        workers = new ThreadPoolExecutor(MOST_WORKERS, MOST_WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        workers.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void dismiss() {
        workers.shutdown();
    }

    @Produces
    @Dependent
    @Typed(ExecutorService.class)
    ExecutorService workers() {
        return workers;
    }

    @Produces
    @Dependent
    @Typed(ScheduledExecutorService.class)
    ManagedScheduledExecutorService schedule() {
        return schedule;
    }
}
