package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.testkit.contract.CheckpointStoreContract;
import io.modelkeep.testkit.contract.ContractRun;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.memory.MemoryFixture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of checkpoint stores finds what it is there to find: all stores in this file are wrong, but the first. */
class BrokenCheckpointStoreTest {

    @Test
    void theBaselineBreaksNothing() throws Exception {
        ContractRun run = run(inner -> new ForwardingCheckpointStore(inner) {});
        assertThat(run.failures()).isEmpty();
        assertThat(run.applied()).hasSizeGreaterThan(40);
    }

    @Test
    void returnsAnIdNeverSent() throws Exception {
        assertThat(broken(deleting((inner, training, ids) -> {
                    if (ids == null) {
                        return inner.delete(training, ids);
                    }
                    List<CheckpointId> more = new ArrayList<>(ids);
                    more.add(new CheckpointId("424242"));
                    return copy(inner.delete(training, ids), more);
                })))
                .containsExactly(
                        "C1", "C19", "C27", "C30", "C31", "C32", "C33", "C35", "C36", "C37", "C38", "C39", "C66", "C95",
                        "C109");
    }

    @Test
    void reordersResults() throws Exception {
        assertThat(broken(reporting(report -> {
                    List<CheckpointId> reversed = new ArrayList<>(ids(report));
                    Collections.reverse(reversed);
                    return copy(report, reversed);
                })))
                .containsExactly("C31", "C32", "C37", "C38");
    }

    @Test
    void throwsFromABulkDelete() throws Exception {
        assertThat(broken(reporting(DeleteReport::orThrow))).containsExactly("C40", "C41");
    }

    @Test
    void makesChildrenOfAMissingParentAbsent() throws Exception {
        assertThat(broken(reporting(report ->
                        report.abortCause().isEmpty() ? report : report(ids(report), DeleteOutcome.ALREADY_ABSENT))))
                .containsExactly("C40", "C41");
    }

    @Test
    void deletesAllOnAnEmptyList() throws Exception {
        assertThat(broken(deleting((inner, training, ids) -> {
                    if (ids != null && ids.isEmpty()) {
                        inner.delete(
                                training,
                                inner.stream(training).map(Checkpoint::id).toList());
                    }
                    return inner.delete(training, ids);
                })))
                .containsExactly("C33");
    }

    @Test
    void acceptsAMalformedId() throws Exception {
        assertThat(broken(deleting((inner, training, ids) -> {
                    try {
                        return inner.delete(training, ids);
                    } catch (InvalidRequestException malformed) {
                        if (ids == null || ids.contains(null)) {
                            throw malformed;
                        }
                        return inner.delete(
                                training,
                                ids.stream()
                                        .filter(id -> id.value().matches("0|[1-9]\\d*"))
                                        .toList());
                    }
                })))
                .containsExactly("C42");
    }

    @Test
    void deletesTheRestBesideAnAbsentId() throws Exception {
        assertThat(broken(reporting(report -> report(ids(report), DeleteOutcome.DELETED))))
                .containsExactly("C35", "C36", "C39", "C40", "C41", "C44");
    }

    @Test
    void deletesWhereverItFindsTheId() throws Exception {
        assertThat(broken(deleting((inner, training, ids) -> {
                    DeleteReport<CheckpointId> report = inner.delete(training, ids);
                    List<CheckpointId> absent = report.results().stream()
                            .filter(result -> result.outcome() == DeleteOutcome.ALREADY_ABSENT)
                            .map(DeleteResult::id)
                            .toList();
                    inner.streamRuns().map(TrainingRun::id).forEach(other -> inner.delete(other, absent));
                    return report;
                })))
                .contains("C44")
                .doesNotContain("C30", "C35", "C36");
    }

    @Test
    void dropsTheLastPage() throws Exception {
        assertThat(broken(listing((request, read) -> {
                    Page<Checkpoint> page = read.apply(request);
                    boolean last =
                            request.token().isPresent() && page.nextToken().isEmpty();
                    return last ? Page.last(List.of()) : page;
                })))
                .containsExactly("C5", "C6", "C18", "C20", "C21", "C97");
    }

    @Test
    void loopsOnACursor() throws Exception {
        assertThat(broken(listing((request, read) -> {
                    Page<Checkpoint> page = read.apply(request);
                    return request.token().isPresent()
                            ? Page.of(page.items(), request.token().get())
                            : page;
                })))
                .containsExactly("C5", "C6", "C111", "C112", "C18", "C19", "C20", "C21", "C97");
    }

    @Test
    void ignoresTheOrder() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Page<Checkpoint> list(RunId training, Order order, PageRequest page) {
                        return inner.list(training, page);
                    }
                }))
                .containsExactly("C21", "C22", "C23");
    }

    @Test
    void takesAnyToken() throws Exception {
        assertThat(broken(listing((request, read) -> {
                    try {
                        return read.apply(request);
                    } catch (InvalidRequestException foreign) {
                        return read.apply(PageRequest.first());
                    }
                })))
                .containsExactly("C11", "C22");
    }

    @Test
    void givesMoreThanWished() throws Exception {
        assertThat(broken(listing((request, read) -> {
                    PageRequest most = request.withSize(1_000);
                    return read.apply(most);
                })))
                .containsExactly("C8", "C10", "C22");
    }

    @Test
    void readsBeforeTheStreamIsConsumed() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Stream<Checkpoint> stream(RunId training) {
                        return inner.stream(training).toList().stream();
                    }
                }))
                .containsExactly("C7", "C9");
    }

    @Test
    void scansOneEndOnly() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Stream<Checkpoint> streamUnordered(RunId training) {
                        return inner.list(training, PageRequest.first()).items().stream();
                    }
                }))
                .containsExactly("C18", "C19");
    }

    @Test
    void scansBothEndsBeyondEachOther() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Stream<Checkpoint> streamUnordered(RunId training) {
                        return Stream.concat(
                                inner.stream(training), inner.stream(training, Order.DESCENDING, PageRequest.first()));
                    }
                }))
                .containsExactly("C18", "C19");
    }

    @Test
    void fetchesAheadAlthoughDisabled() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Optional<Executor> prefetchExecutor() {
                        return Optional.of(BrokenCheckpointStoreTest::onAnotherThread);
                    }
                }))
                .containsExactly("C111", "C112", "C113", "C114", "C115", "C116");
    }

    @Test
    void fetchesAheadWithoutTheContextOfTheCaller() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Optional<Executor> prefetchExecutor() {
                        return super.prefetchExecutor().map(enabled -> BrokenCheckpointStoreTest::onAnotherThread);
                    }
                }))
                .containsExactly("C112", "C114", "C116");
    }

    private static void onAnotherThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void declaresAMissingCapability() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Page<TrainingRun> listRuns(PageRequest page) {
                        throw new UnsupportedCapabilityException(provider(), Capability.RUN_LIST);
                    }
                }))
                .containsExactly(
                        "C1", "C50", "C51", "C52", "C53", "C54", "C55", "C56", "C59", "C113", "C114", "C61", "C62",
                        "C63", "C64", "C98", "C107", "C108", "C109");
    }

    @Test
    void doesNotDeclareACapability() throws Exception {
        assertThat(broken(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Set<Capability> capabilities() {
                        Set<Capability> fewer = new HashSet<>(inner.capabilities());
                        fewer.remove(Capability.CHECKPOINT_DELETE);
                        return fewer;
                    }

                    @Override
                    public Set<Capability> capabilities(RunId training) {
                        return capabilities();
                    }
                }))
                .containsExactly("C0");
    }

    @Test
    void swallowsTheInterrupt() throws Exception {
        assertThat(broken(deleting((inner, training, ids) -> {
                    DeleteReport<CheckpointId> report = inner.delete(training, ids);
                    Thread.interrupted();
                    return report;
                })))
                .containsExactly("C41");
    }

    /** A deletion that does something else. */
    private interface Deleting {
        DeleteReport<CheckpointId> delete(CheckpointStore inner, RunId training, Collection<CheckpointId> ids);
    }

    /** A list that does something else. */
    private interface Reading {
        Page<Checkpoint> page(PageRequest request, Function<PageRequest, Page<Checkpoint>> read);
    }

    private static Function<CheckpointStore, CheckpointStore> deleting(Deleting wrong) {
        return inner -> new ForwardingCheckpointStore(inner) {
            @Override
            public DeleteReport<CheckpointId> delete(
                    RunId training, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
                return wrong.delete(expecting(inner, expectedRevisions), training, ids);
            }
        };
    }

    /** A store whose deletions expect these revisions. */
    private static CheckpointStore expecting(CheckpointStore inner, Map<CheckpointId, String> revisions) {
        return new ForwardingCheckpointStore(inner) {
            @Override
            public DeleteReport<CheckpointId> delete(RunId training, Collection<CheckpointId> ids) {
                return delete(training, ids, revisions);
            }
        };
    }

    private static Function<CheckpointStore, CheckpointStore> reporting(
            UnaryOperator<DeleteReport<CheckpointId>> wrong) {
        return deleting((inner, training, ids) -> wrong.apply(inner.delete(training, ids)));
    }

    private static Function<CheckpointStore, CheckpointStore> listing(Reading wrong) {
        return inner -> new ChangedPages(inner) {
            @Override
            Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                return wrong.page(page, read);
            }
        };
    }

    private static List<CheckpointId> ids(DeleteReport<CheckpointId> report) {
        return report.results().stream().map(DeleteResult::id).toList();
    }

    /** A report of the same outcomes for other ids, or in another order. */
    private static DeleteReport<CheckpointId> copy(DeleteReport<CheckpointId> report, List<CheckpointId> ids) {
        DeleteReport.Collector<CheckpointId> copy = DeleteReport.collect(report.provider(), ids);
        report.results().forEach(copy::add);
        report.abortCause().ifPresent(copy::stop);
        return copy.report();
    }

    private static DeleteReport<CheckpointId> report(List<CheckpointId> ids, DeleteOutcome outcome) {
        DeleteReport.Collector<CheckpointId> all = DeleteReport.collect("memory", ids);
        ids.forEach(id -> all.add(DeleteResult.of(id, outcome)));
        return all.report();
    }

    private static Set<String> broken(Function<CheckpointStore, CheckpointStore> wrong) throws Exception {
        return run(wrong).broken();
    }

    private static ContractRun run(Function<CheckpointStore, CheckpointStore> wrong) throws Exception {
        return ContractRun.of(new CheckpointStoreContract() {
            @Override
            protected StoreFixture fixture() {
                return new MemoryFixture() {
                    @Override
                    public ModelkeepClient open(StoreConfig config) {
                        ModelkeepClient inner = super.open(config);
                        return ForwardingClient.checkpoints(inner, wrong.apply(inner.checkpoints()));
                    }
                };
            }
        });
    }
}
