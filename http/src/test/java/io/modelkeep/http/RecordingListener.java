package io.modelkeep.http;

import io.modelkeep.StoreListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Remembers all it is told, in order. */
public final class RecordingListener implements StoreListener {

    public final List<Object> events = new CopyOnWriteArrayList<>();
    /** The events of all scopes, in order. */
    final List<Object> scoped = new CopyOnWriteArrayList<>();

    final CountDownLatch retrying = new CountDownLatch(1);

    @Override
    public OperationScope started(Started event) {
        events.add(event);
        return new OperationScope() {
            @Override
            public AttemptScope attemptStarted(AttemptStarted attempt) {
                scoped.add(attempt);
                Thread starter = Thread.currentThread();
                return new AttemptScope() {
                    @Override
                    public void ended(Attempted end) {
                        scoped.add(Thread.currentThread() == starter ? end : "an end on another thread");
                    }
                };
            }

            @Override
            public void waited(Waited wait) {
                scoped.add(wait);
            }

            @Override
            public void pageRead(int items) {
                scoped.add(items);
            }

            @Override
            public void ended(Finished end) {
                scoped.add(end);
            }
        };
    }

    @Override
    public void attempted(Attempted event) {
        events.add(event);
    }

    @Override
    public void retrying(Retrying event) {
        events.add(event);
        retrying.countDown();
    }

    @Override
    public void finished(Finished event) {
        events.add(event);
    }

    public <E> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
