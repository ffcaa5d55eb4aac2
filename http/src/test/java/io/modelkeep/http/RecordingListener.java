package io.modelkeep.http;

import io.modelkeep.StoreListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Remembers all it is told, in order. */
public final class RecordingListener implements StoreListener {

    public final List<Object> events = new CopyOnWriteArrayList<>();
    final CountDownLatch retrying = new CountDownLatch(1);

    @Override
    public void started(Started event) {
        events.add(event);
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
