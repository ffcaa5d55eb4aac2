package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ClientListenersTest {

    private final List<String> events = new ArrayList<>();
    private final ClientListeners listeners = new ClientListeners(new Named("configured", events));

    @Test
    void anAddedListener_isNotifiedAfterTheConfiguredOne_untilItIsRemoved() {
        listeners.add(new Named("first", events));
        ListenerRegistration second = listeners.add(new Named("second", events));

        start();
        second.close();
        start();

        assertThat(events).containsExactly("configured", "first", "second", "configured", "first");
    }

    @Test
    void aListenerThatIsAddedTwice_isNotifiedTwice_andEachRegistrationRemovesOne() {
        StoreListener twice = new Named("twice", events);
        ListenerRegistration one = listeners.add(twice);
        listeners.add(twice);
        start();
        events.remove("configured");
        assertThat(events).containsExactly("twice", "twice");

        events.clear();
        one.close();
        one.close();
        start();

        assertThat(events).containsExactly("configured", "twice");
    }

    @Test
    void anEqualListener_isNotRemovedInPlaceOfTheOther() {
        List<String> others = new ArrayList<>();
        listeners.add(new Named("equal", events));
        listeners.add(new Named("equal", others)).close();

        start();

        assertThat(events).containsExactly("configured", "equal");
        assertThat(others).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_isRefused() {
        assertThatThrownBy(() -> listeners.add(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void manyThreads_addAndRemoveOnlyTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 500; i++) {
                        listeners.add(StoreListener.NONE).close();
                        listeners.all().started(new StoreListener.Started("fake", Operation.LIST_MODELS));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        events.clear();
        start();
        assertThat(events).containsExactly("configured");
    }

    private void start() {
        listeners.all().started(new StoreListener.Started("fake", Operation.GET_MODEL));
    }

    /** A listener that is equal to every other one of its name. */
    private static final class Named implements StoreListener {

        private final String name;
        private final List<String> events;

        Named(String name, List<String> events) {
            this.name = name;
            this.events = events;
        }

        @Override
        public OperationScope started(Started event) {
            if (event.operation() == Operation.GET_MODEL) {
                events.add(name);
            }
            return OperationScope.NONE;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
