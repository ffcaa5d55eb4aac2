package io.modelkeep.integration.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.config.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Deletions on servers that contradict themselves: nothing that exists is reported as deleted, and nothing is deleted that was
 * not requested.
 */
class ContradictoryServersTest {

    /** More than any deletion here needs. */
    private static final int MAX_REQUESTS = 120;

    private static final List<Dialect> DIALECTS = List.of(
            WandbDialect.checkpoints(),
            WandbDialect.models(),
            WeaveDialect.versions(),
            WeaveDialect.models(),
            BasetenDialect.checkpoints(),
            BasetenDialect.deployments(),
            BasetenDialect.models());

    @TestFactory
    Stream<DynamicTest> outcomesAreTrue() {
        return DIALECTS.stream()
                .flatMap(dialect -> Contradictions.all().stream()
                        .filter(contradiction -> contradiction.applies().test(dialect))
                        .map(contradiction -> DynamicTest.dynamicTest(
                                dialect.name() + ": the server " + contradiction.name(),
                                () -> run(dialect, contradiction))));
    }

    @TestFactory
    Stream<DynamicTest> aConsistentServerIsBelieved() {
        Contradiction none = Contradiction.of("is consistent", (world, dialect, request, named) -> {
            world.remove(named);
            return dialect.deleted(named);
        });
        return DIALECTS.stream()
                .map(dialect -> DynamicTest.dynamicTest(dialect.name(), () -> {
                    DeleteReport<?> report = run(dialect, none);
                    assertThat(report.complete()).isTrue();
                    assertThat(report.summary()).containsOnlyKeys(DeleteOutcome.DELETED);
                }));
    }

    private static DeleteReport<?> run(Dialect dialect, Contradiction contradiction) {
        World world = new World(dialect.ids());
        try (ForeignServer server = new ForeignServer(request -> {
                    synchronized (world) {
                        if (!dialect.isDeletion(request)) {
                            world.reads++;
                            return contradiction.reading().answer(world, dialect, request);
                        }
                        world.deletions++;
                        return contradiction.deletion().answer(world, dialect, request, dialect.named(request));
                    }
                });
                ModelkeepClient stores = open(dialect, server)) {
            DeleteReport<?> report = dialect.delete(stores);
            check(dialect, contradiction, world, report);
            assertThat(server.requests()).as("requests").isLessThanOrEqualTo(MAX_REQUESTS);
            return report;
        }
    }

    private static ModelkeepClient open(Dialect dialect, ForeignServer server) {
        StoreConfig.Builder config = StoreConfig.builder().environment(Map.of()).timeSource(new NoWaiting());
        dialect.settings().forEach(config::set);
        config.set(dialect.baseUrlKey(), server.url());
        config.set("max-concurrency", "1");
        config.set("max-attempts", "2");
        return ModelkeepClient.open(config.build());
    }

    private static void check(Dialect dialect, Contradiction contradiction, World world, DeleteReport<?> report) {
        assertThat(report.results())
                .extracting(result -> result.id().value())
                .as("one result for every id")
                .containsExactlyElementsOf(dialect.asked());
        assertThat(dialect.asked()).as("only what was requested is gone").containsAll(world.removed);
        for (DeleteResult<?> result : report.results()) {
            boolean exists = world.items.containsKey(result.id().value());
            assertThat(exists && result.outcome().isAbsent())
                    .as("%s exists and is reported as %s", result.id(), result)
                    .isFalse();
            assertThat(exists ? contradiction.kept() : contradiction.gone())
                    .as("%s, which %s: %s", result.id(), exists ? "exists" : "is gone", result)
                    .contains(result.outcome());
        }
        assertThat(report.alarm().isPresent()).as("alarm: " + report).isEqualTo(contradiction.alarm());
        world.carryOutLate();
        assertThat(dialect.asked()).as("also later").containsAll(world.removed);
    }

    /** Time that passes only by waiting. */
    private static final class NoWaiting implements TimeSource {

        private final AtomicLong now = new AtomicLong();

        @Override
        public void sleep(Duration duration) {
            now.addAndGet(duration.toNanos());
        }

        @Override
        public long nanoTime() {
            return now.get();
        }
    }
}
