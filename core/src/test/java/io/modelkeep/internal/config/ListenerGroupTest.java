package io.modelkeep.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ListenerGroupTest {

    private final List<String> events = new ArrayList<>();

    @Test
    void everyEventReachesEveryListenerInTheOrderAdded() {
        StoreListener group = StoreConfig.builder()
                .set("provider", "memory")
                .listener(recording("first"))
                .listener(recording("second"))
                .build()
                .listener();
        notify(group);
        assertThat(events)
                .containsExactly(
                        "first started",
                        "second started",
                        "first attempted",
                        "second attempted",
                        "first retrying",
                        "second retrying",
                        "first finished",
                        "second finished");
    }

    @Test
    void aListenerThatThrowsKeepsNothingFromTheOthers() {
        StoreListener throwing = new StoreListener() {
            @Override
            public void started(Started event) {
                throw new IllegalStateException("broken");
            }
        };
        StoreListener group = ListenerGroup.of(List.of(throwing, recording("second")));
        assertThatThrownBy(() -> group.started(new StoreListener.Started("memory", Operation.GET_MODEL)))
                .hasMessage("broken");
        assertThat(events).containsExactly("second started");
    }

    @Test
    void anErrorOfOneListenerKeepsNothingFromTheOthers() {
        StoreListener throwing = new StoreListener() {
            @Override
            public void started(Started event) {
                throw new NoSuchMethodError("broken");
            }
        };
        StoreListener group = ListenerGroup.of(List.of(throwing, recording("second")));
        assertThatThrownBy(() -> group.started(new StoreListener.Started("memory", Operation.GET_MODEL)))
                .isInstanceOf(NoSuchMethodError.class);
        assertThat(events).containsExactly("second started");
    }

    private static void notify(StoreListener listener) {
        listener.started(new StoreListener.Started("memory", Operation.GET_MODEL));
        listener.attempted(new StoreListener.Attempted(
                "memory",
                Operation.GET_MODEL,
                "GET /models/{id}",
                1,
                OptionalInt.of(200),
                Optional.empty(),
                Duration.ZERO));
        listener.retrying(
                new StoreListener.Retrying("memory", Operation.GET_MODEL, "GET /models/{id}", 1, "503", Duration.ZERO));
        listener.finished(new StoreListener.Finished("memory", Operation.GET_MODEL, "ok", Duration.ZERO));
    }

    private StoreListener recording(String name) {
        return new StoreListener() {
            @Override
            public void started(Started event) {
                events.add(name + " started");
            }

            @Override
            public void attempted(Attempted event) {
                events.add(name + " attempted");
            }

            @Override
            public void retrying(Retrying event) {
                events.add(name + " retrying");
            }

            @Override
            public void finished(Finished event) {
                events.add(name + " finished");
            }
        };
    }
}
