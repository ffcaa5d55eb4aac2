package io.modelkeep.testkit.internal.support;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that records its events and can run an action after each attempt. Thread-safe. */
public final class RecordingListener implements StoreListener {

    private final List<Started> started = new CopyOnWriteArrayList<>();
    private final List<Attempted> attempted = new CopyOnWriteArrayList<>();
    private final List<Retrying> retrying = new CopyOnWriteArrayList<>();
    private final List<Finished> finished = new CopyOnWriteArrayList<>();
    private final List<RecordedScope> scopes = new CopyOnWriteArrayList<>();
    private volatile Runnable afterAttempt = () -> {};

    /** Sets the action to run on the caller's thread after each attempt, before the provider evaluates the result. */
    public void afterAttempt(Runnable happening) {
        afterAttempt = happening;
    }

    @Override
    public OperationScope started(Started event) {
        started.add(event);
        RecordedScope scope = new RecordedScope(event);
        scopes.add(scope);
        return scope;
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

    public List<RecordedScope> scopes() {
        return List.copyOf(scopes);
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

    /** A scope that records its events. Thread-safe. */
    public static final class RecordedScope implements OperationScope {

        private final Started started;
        private final List<AttemptStarted> attemptsStarted = new CopyOnWriteArrayList<>();
        private final List<Attempted> attemptsEnded = new CopyOnWriteArrayList<>();
        private final List<Integer> pages = new CopyOnWriteArrayList<>();
        private final List<Finished> ended = new CopyOnWriteArrayList<>();
        private final List<String> problems = new CopyOnWriteArrayList<>();

        private RecordedScope(Started started) {
            this.started = started;
        }

        @Override
        public AttemptScope attemptStarted(AttemptStarted event) {
            attemptsStarted.add(event);
            checkNotEnded("an attempt started");
            Thread starter = Thread.currentThread();
            return new AttemptScope() {
                @Override
                public void ended(Attempted end) {
                    attemptsEnded.add(end);
                    checkNotEnded("an attempt ended");
                    if (Thread.currentThread() != starter) {
                        problems.add("an attempt ended on another thread");
                    }
                    if (end.attempt() != event.attempt() || !end.route().equals(event.route())) {
                        problems.add(event + " ended as " + end);
                    }
                }
            };
        }

        @Override
        public void pageRead(int items) {
            pages.add(items);
            checkNotEnded("a page was read");
        }

        @Override
        public void ended(Finished event) {
            ended.add(event);
        }

        private void checkNotEnded(String event) {
            if (!ended.isEmpty()) {
                problems.add(event + " after the end of the operation");
            }
        }

        public Operation operation() {
            return started.operation();
        }

        public List<AttemptStarted> attemptsStarted() {
            return List.copyOf(attemptsStarted);
        }

        public List<Attempted> attemptsEnded() {
            return List.copyOf(attemptsEnded);
        }

        public List<Integer> pages() {
            return List.copyOf(pages);
        }

        public List<Finished> ended() {
            return List.copyOf(ended);
        }

        /** Returns descriptions of the events that came in a wrong order or on a wrong thread. */
        public List<String> problems() {
            return List.copyOf(problems);
        }
    }
}
