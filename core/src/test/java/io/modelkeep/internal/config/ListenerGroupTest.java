package io.modelkeep.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ListenerGroupTest {

    private static final StoreListener.Attempted ATTEMPTED = new StoreListener.Attempted(
            "memory",
            Operation.GET_MODEL,
            "GET /models/{id}",
            1,
            OptionalInt.of(200),
            Optional.empty(),
            Duration.ZERO,
            0,
            0);

    private static final StoreListener.Finished FINISHED =
            new StoreListener.Finished("memory", Operation.GET_MODEL, "ok", Duration.ZERO, 0, Map.of());

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
            public OperationScope started(Started event) {
                throw new IllegalStateException("broken");
            }
        };
        StoreListener group = ListenerGroup.of(List.of(throwing, recording("second")));
        endScope(group);
        assertThat(events).containsExactly("second started", "second scope ended");
    }

    @Test
    void anErrorOfOneListenerKeepsNothingFromTheOthers() {
        StoreListener throwing = new StoreListener() {
            @Override
            public OperationScope started(Started event) {
                throw new NoSuchMethodError("broken");
            }
        };
        StoreListener group = ListenerGroup.of(List.of(throwing, recording("second")));
        endScope(group);
        assertThat(events).containsExactly("second started", "second scope ended");
    }

    @Test
    void scopesNestInTheOrderOfTheirListeners() {
        StoreListener group = ListenerGroup.of(List.of(recording("first"), nullScope(), recording("second")));
        StoreListener.OperationScope scope = group.started(new StoreListener.Started("memory", Operation.GET_MODEL));
        StoreListener.AttemptScope attempt = scope.attemptStarted(
                new StoreListener.AttemptStarted("memory", Operation.GET_MODEL, "GET /models/{id}", 1));
        attempt.ended(ATTEMPTED);
        scope.waited(new StoreListener.Waited(
                "memory", Operation.GET_MODEL, StoreListener.WaitCause.RATE_LIMIT, Duration.ZERO));
        scope.pageRead(3);
        scope.ended(FINISHED);
        assertThat(events)
                .containsExactly(
                        "first started",
                        "second started",
                        "first scope attempt",
                        "second scope attempt",
                        "second scope attempt ended",
                        "first scope attempt ended",
                        "first scope waited",
                        "second scope waited",
                        "first scope page of 3",
                        "second scope page of 3",
                        "second scope ended",
                        "first scope ended");
    }

    @SuppressWarnings("NullAway")
    private static StoreListener nullScope() {
        return new StoreListener() {
            @Override
            public OperationScope started(Started event) {
                return null;
            }
        };
    }

    private static void endScope(StoreListener group) {
        group.started(new StoreListener.Started("memory", Operation.GET_MODEL)).ended(FINISHED);
    }

    private static void notify(StoreListener listener) {
        listener.started(new StoreListener.Started("memory", Operation.GET_MODEL));
        listener.attempted(ATTEMPTED);
        listener.retrying(
                new StoreListener.Retrying("memory", Operation.GET_MODEL, "GET /models/{id}", 1, "503", Duration.ZERO));
        listener.finished(FINISHED);
    }

    private StoreListener recording(String name) {
        return new StoreListener() {
            @Override
            public OperationScope started(Started event) {
                events.add(name + " started");
                return new OperationScope() {
                    @Override
                    public AttemptScope attemptStarted(AttemptStarted attempt) {
                        events.add(name + " scope attempt");
                        return new AttemptScope() {
                            @Override
                            public void ended(Attempted end) {
                                events.add(name + " scope attempt ended");
                            }
                        };
                    }

                    @Override
                    public void waited(Waited wait) {
                        events.add(name + " scope waited");
                    }

                    @Override
                    public void pageRead(int items) {
                        events.add(name + " scope page of " + items);
                    }

                    @Override
                    public void ended(Finished end) {
                        events.add(name + " scope ended");
                    }
                };
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
