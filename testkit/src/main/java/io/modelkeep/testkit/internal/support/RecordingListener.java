package io.modelkeep.testkit.internal.support;

import io.modelkeep.StoreListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that records its events and can run an action after each attempt. Thread-safe. */
public final class RecordingListener implements StoreListener {

    private final List<Started> started = new CopyOnWriteArrayList<>();
    private final List<Attempted> attempted = new CopyOnWriteArrayList<>();
    private final List<Retrying> retrying = new CopyOnWriteArrayList<>();
    private final List<Finished> finished = new CopyOnWriteArrayList<>();
    private volatile Runnable afterAttempt = () -> {};

    /** Sets the action to run on the caller's thread after each attempt, before the provider evaluates the result. */
    public void afterAttempt(Runnable happening) {
        afterAttempt = happening;
    }

    @Override
    public void started(Started event) {
        started.add(event);
    }

    @Override
    public void attempted(Attempted event) {
        attempted.add(event);
        afterAttempt.run();
    }

    @Override
    public void retrying(Retrying event) {
        retrying.add(event);
    }

    @Override
    public void finished(Finished event) {
        finished.add(event);
    }

    public List<Started> started() {
        return List.copyOf(started);
    }

    public List<Attempted> attempted() {
        return List.copyOf(attempted);
    }

    public List<Retrying> retrying() {
        return List.copyOf(retrying);
    }

    public List<Finished> finished() {
        return List.copyOf(finished);
    }
}
