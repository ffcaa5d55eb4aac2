package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.ModelkeepClient;
import io.modelkeep.StoreListener;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.Contract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.contract.ModelStoreContract;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The contracts find stores that tell their listener less, more or something else. */
class BrokenListenerEventsTest {

    @Test
    void reportsOkForEveryOutcome() throws Exception {
        assertThat(broken(listener -> new Hearing(listener) {
                    @Override
                    public void finished(Finished event) {
                        super.finished(new Finished(
                                event.provider(),
                                event.operation(),
                                "ok",
                                event.elapsed(),
                                event.items(),
                                event.deletions()));
                    }
                }))
                .containsExactly("C101", "M98");
    }

    @Test
    void reportsIdsInRoutes() throws Exception {
        AtomicInteger ids = new AtomicInteger();
        assertThat(broken(listener -> new Hearing(listener) {
                    @Override
                    public void attempted(Attempted event) {
                        super.attempted(new Attempted(
                                event.provider(),
                                event.operation(),
                                event.route() + "/" + ids.incrementAndGet(),
                                event.attempt(),
                                event.status(),
                                event.requestId(),
                                event.elapsed(),
                                event.requestBytes(),
                                event.responseBytes()));
                    }
                }))
                .containsExactly("C102", "M99");
    }

    @Test
    void reportsNoRetry() throws Exception {
        assertThat(broken(listener -> new Hearing(listener) {
                    @Override
                    public void retrying(Retrying event) {
                        // nobody hears of it
                    }
                }))
                .containsExactly("C103", "M100");
    }

    @Test
    void ignoresMaxAttempts() throws Exception {
        // The settings of a clause are lost here.
        assertThat(run(listener -> listener, "C104 ", "M101 ")).containsExactly("C104", "M101");
    }

    @Test
    void endsAScopeTwice() throws Exception {
        assertThat(scoped(scope -> new Scope(scope) {
                    @Override
                    public void ended(StoreListener.Finished event) {
                        super.ended(event);
                        super.ended(event);
                    }
                }))
                .contains("C107", "M106");
    }

    @Test
    void reportsNoPage() throws Exception {
        assertThat(scoped(scope -> new Scope(scope) {
                    @Override
                    public void pageRead(int items) {
                        // not reported
                    }
                }))
                .containsExactly("C108", "M107");
    }

    @Test
    void countsNoDeletion() throws Exception {
        assertThat(scoped(scope -> new Scope(scope) {
                    @Override
                    public void ended(StoreListener.Finished event) {
                        super.ended(new StoreListener.Finished(
                                event.provider(),
                                event.operation(),
                                event.outcome(),
                                event.elapsed(),
                                event.items(),
                                Map.of()));
                    }
                }))
                .containsExactly("C109", "M108");
    }

    @Test
    void leavesAnAttemptOpen() throws Exception {
        assertThat(scoped(scope -> new Scope(scope) {
                    @Override
                    public StoreListener.AttemptScope attemptStarted(StoreListener.AttemptStarted event) {
                        super.attemptStarted(event);
                        return StoreListener.AttemptScope.NONE;
                    }
                }))
                .containsExactly("C110", "M109");
    }

    @Test
    void correctScopesPass() throws Exception {
        assertThat(scoped(Scope::new)).isEmpty();
    }

    private static Set<String> scoped(UnaryOperator<StoreListener.OperationScope> wrong) throws Exception {
        return run(
                listener -> new Hearing(listener) {
                    @Override
                    public OperationScope started(Started event) {
                        return wrong.apply(super.started(event));
                    }
                },
                "C107 ",
                "C108 ",
                "C109 ",
                "C110 ",
                "M106 ",
                "M107 ",
                "M108 ",
                "M109 ");
    }

    private static Set<String> broken(UnaryOperator<StoreListener> wrong) throws Exception {
        return run(wrong, "C6", "C101 ", "C102 ", "C103 ", "M7", "M98 ", "M99 ", "M100 ");
    }

    /** Runs clauses of both kinds of stores. */
    private static Set<String> run(UnaryOperator<StoreListener> wrong, String... clauses) throws Exception {
        Set<String> broken = new LinkedHashSet<>();
        for (Contract contract : List.of(checkpoints(wrong), models(wrong))) {
            broken.addAll(
                    ContractRun.of(contract, name -> Set.of(clauses).stream().anyMatch(name::startsWith))
                            .broken());
        }
        return broken;
    }

    private static Contract checkpoints(UnaryOperator<StoreListener> wrong) {
        return new CheckpointStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return listening(wrong);
            }
        };
    }

    private static Contract models(UnaryOperator<StoreListener> wrong) {
        return new ModelStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return listening(wrong);
            }
        };
    }

    private static StoreFixture listening(UnaryOperator<StoreListener> wrong) {
        return new WiredFixture() {
            @Override
            public ModelkeepClient open(StoreConfig config) {
                return super.open(StoreConfig.builder()
                        .settings(config())
                        .listener(wrong.apply(config.listener()))
                        .clock(config.clock())
                        .timeSource(config.timeSource())
                        .build());
            }
        };
    }

    /** A scope that passes its events to another scope. */
    private static class Scope implements StoreListener.OperationScope {

        private final StoreListener.OperationScope scope;

        Scope(StoreListener.OperationScope scope) {
            this.scope = scope;
        }

        @Override
        public StoreListener.AttemptScope attemptStarted(StoreListener.AttemptStarted event) {
            return scope.attemptStarted(event);
        }

        @Override
        public void pageRead(int items) {
            scope.pageRead(items);
        }

        @Override
        public void ended(StoreListener.Finished event) {
            scope.ended(event);
        }
    }

    /** Tells another listener all that it hears. */
    private static class Hearing implements StoreListener {

        private final StoreListener listener;

        Hearing(StoreListener listener) {
            this.listener = listener;
        }

        @Override
        public OperationScope started(Started event) {
            return listener.started(event);
        }

        @Override
        public void attempted(Attempted event) {
            listener.attempted(event);
        }

        @Override
        public void retrying(Retrying event) {
            listener.retrying(event);
        }

        @Override
        public void finished(Finished event) {
            listener.finished(event);
        }
    }
}
