package io.modelkeep.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InstrumentationTest {

    private final List<String> events = new ArrayList<>();

    private final StoreListener listener = new StoreListener() {
        @Override
        public OperationScope started(Started started) {
            return new OperationScope() {
                @Override
                public AttemptScope attemptStarted(AttemptStarted event) {
                    events.add(started.operation() + " " + event.route());
                    return AttemptScope.NONE;
                }
            };
        }
    };

    @Test
    void aPropagatedTaskBelongsToTheOperationOfItsCaller() throws InterruptedException {
        Instrumentation instrumentation = new Instrumentation("memory", config(task -> () -> {
            events.add("context");
            task.run();
        }));
        Runnable task = instrumentation.run(
                Operation.DELETE_MODEL,
                () -> instrumentation.propagate(
                        () -> instrumentation.attemptStarted(Operation.DELETE_MODEL, "DELETE models/{id}", 1)));
        Thread helper = new Thread(task);
        helper.start();
        helper.join();
        assertThat(events).containsExactly("context", "DELETE_MODEL DELETE models/{id}");
    }

    @Test
    void aFailingPropagationLeavesTheTask() {
        Instrumentation instrumentation = new Instrumentation("memory", config(task -> {
            throw new IllegalStateException("broken");
        }));
        instrumentation.propagate(() -> events.add("ran")).run();
        assertThat(events).containsExactly("ran");
    }

    @Test
    void anInnerOperationDoesNotReplaceTheOuterOne() {
        Instrumentation instrumentation = new Instrumentation("memory", config(UnaryOperator.identity()));
        String result = instrumentation.run(Operation.DELETE_MODEL, () -> {
            String inner = instrumentation.run(Operation.LIST_VERSIONS, () -> "done");
            instrumentation.attemptStarted(Operation.DELETE_MODEL, "DELETE models/{id}", 1);
            return inner;
        });
        assertThat(result).isEqualTo("done");
        assertThat(events).containsExactly("DELETE_MODEL DELETE models/{id}");
    }

    @Test
    void propagatedTask_runsExactlyOnce_whateverThePropagationDoes() {
        List<UnaryOperator<Runnable>> wrong = List.of(
                task -> () -> {},
                task -> () -> {
                    task.run();
                    task.run();
                },
                task -> () -> {
                    throw new IllegalStateException("before the task");
                },
                task -> () -> {
                    throw new AssertionError("before the task");
                },
                task -> {
                    throw new AssertionError("instead of a task");
                },
                task -> null);
        for (UnaryOperator<Runnable> propagation : wrong) {
            AtomicInteger runs = new AtomicInteger();
            new Instrumentation("memory", config(propagation))
                    .propagate(runs::incrementAndGet)
                    .run();
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void propagatedTask_thatFails_throwsItsOwnException() {
        Runnable task = new Instrumentation("memory", config(UnaryOperator.identity())).propagate(() -> {
            throw new IllegalArgumentException("of the task");
        });
        assertThatThrownBy(task::run).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scopesOfAListenerThatIsRemoved_areStillEnded() {
        Instrumentation instrumentation = new Instrumentation(
                "memory", StoreConfig.builder().set("provider", "memory").build());
        RecordedScope recorded = new RecordedScope();
        ListenerRegistration registration = instrumentation.addListener(recorded);
        instrumentation.run(Operation.GET_MODEL, () -> {
            StoreListener.AttemptScope attempt =
                    instrumentation.attemptStarted(Operation.GET_MODEL, "GET models/{id}", 1);
            registration.close();
            instrumentation.attempted(attempt, InstrumentationTest::attempted);
            return "done";
        });
        assertThat(recorded.events).containsExactly("started", "attempt started", "attempt ended", "ended");
    }

    private static StoreListener.Attempted attempted() {
        return new StoreListener.Attempted(
                "memory",
                Operation.GET_MODEL,
                "GET models/{id}",
                1,
                OptionalInt.of(200),
                Optional.empty(),
                Duration.ZERO,
                0,
                0);
    }

    /** A listener that counts on the ends of its scopes. */
    private static final class RecordedScope implements StoreListener {

        final List<String> events = new ArrayList<>();

        @Override
        public OperationScope started(Started event) {
            events.add("started");
            return new OperationScope() {
                @Override
                public AttemptScope attemptStarted(AttemptStarted attempt) {
                    events.add("attempt started");
                    return new AttemptScope() {
                        @Override
                        public void ended(Attempted end) {
                            events.add("attempt ended");
                        }
                    };
                }

                @Override
                public void ended(Finished end) {
                    events.add("ended");
                }
            };
        }
    }

    private StoreConfig config(UnaryOperator<Runnable> propagation) {
        return StoreConfig.builder()
                .set("provider", "memory")
                .listener(listener)
                .contextPropagation(propagation)
                .build();
    }
}
