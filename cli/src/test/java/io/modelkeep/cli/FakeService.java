package io.modelkeep.cli;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteMode;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Field;
import io.modelkeep.Id;
import io.modelkeep.ItemState;
import io.modelkeep.Model;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.StoreListener;
import io.modelkeep.TrainingRun;
import io.modelkeep.VersionId;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A service that does what a test tells it to, and remembers what it was asked. */
public final class FakeService {

    static final int MAX_PAGE = 100;

    final List<PageRequest> pages = new ArrayList<>();
    final Set<Order> orders = EnumSet.noneOf(Order.class);
    final List<String> names = new ArrayList<>();
    public final List<String> deleted = new ArrayList<>();
    final List<ModelSpec> created = new ArrayList<>();
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    Set<Field> fields = EnumSet.of(Field.STEP, Field.METRICS, Field.STATE);
    Set<Field> versionFields = EnumSet.of(Field.CREATED_AT);
    Function<Long, Checkpoint> checkpoint = FakeService::checkpoint;
    Runnable beforePage = () -> {};
    List<Model> models = List.of();
    public Function<ModelId, Model> getModel = id -> Model.builder(id, "a name").build();
    public Function<ModelSpec, Model> create = spec -> Model.builder(new ModelId("m1"), spec.name())
            .attributes(spec.attributes())
            .build();
    public BiFunction<ModelId, DeleteMode, ModelDeletion> deleteModel =
            (id, cascade) -> ModelDeletion.of("fake", DeleteResult.of(id, DeleteOutcome.DELETED), Map.of());
    public Function<Collection<CheckpointId>, DeleteReport<CheckpointId>> delete =
            ids -> report(ids, DeleteOutcome.DELETED);

    @Nullable StoreConfig opened;

    List<ModelVersion> versions = List.of();
    List<TrainingRun> trainings = List.of();
    List<CheckpointFile> files = List.of();
    public Function<Collection<VersionId>, DeleteReport<VersionId>> deleteVersions =
            ids -> report(ids, DeleteOutcome.DELETED);
    Function<Path, List<Path>> download = directory ->
            files.stream().map(file -> directory.resolve(file.path())).toList();

    /** Receives the mode of each deletion of versions. */
    Consumer<DeleteMode> deleteModes = mode -> {};

    private long checkpoints;

    FakeService withCheckpoints(long count) {
        this.checkpoints = count;
        return this;
    }

    /** Its deletions say on standard error that they are on their way, and end with an interrupt only. */
    static FakeService thatWaitsForAnInterrupt() {
        FakeService service = new FakeService();
        service.delete = ids -> {
            System.err.println("deleting");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            collector.add(DeleteResult.of(ids.iterator().next(), DeleteOutcome.DELETED));
            collector.stop(new CancelledException(ErrorDetails.of("interrupted")));
            return collector.report();
        };
        return service;
    }

    /** Its deletions say on standard error that they read before they delete, which an interrupt ends. */
    static FakeService thatReadsUntilAnInterrupt() {
        FakeService service = new FakeService();
        service.delete = ids -> {
            System.err.println("reading");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            DeleteReport.Collector<CheckpointId> collector = DeleteReport.collect("fake", ids);
            collector.stop(new CancelledException(ErrorDetails.of("interrupted")));
            return collector.report();
        };
        return service;
    }

    /** Its downloads say on standard error that they are on their way and, once interrupted, that they tidied up. */
    static FakeService thatDownloadsUntilAnInterrupt() {
        FakeService service = new FakeService();
        service.download = directory -> {
            System.err.println("downloading");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            System.err.println("tidied up");
            throw new CancelledException(ErrorDetails.of("interrupted").operation(Operation.DOWNLOAD_CHECKPOINT));
        };
        return service;
    }

    public static <I extends Id> DeleteReport<I> report(Collection<I> ids, DeleteOutcome outcome) {
        DeleteReport.Collector<I> collector = DeleteReport.collect("fake", ids);
        ids.forEach(id -> collector.add(DeleteResult.of(id, outcome)));
        return collector.report();
    }

    static Checkpoint checkpoint(long step) {
        return Checkpoint.builder(new CheckpointId(Long.toString(step)))
                .revision("r" + step)
                .step(step)
                .metrics(Map.of("val/reward", 0.91))
                .itemState(ItemState.READY)
                .build();
    }

    ModelkeepClient stores() {
        return new ModelkeepClient() {
            @Override
            public String provider() {
                return "fake";
            }

            @Override
            public String origin() {
                return "https://fake.example";
            }

            @Override
            public Map<String, String> account() {
                return Map.of();
            }

            @Override
            public ModelStore models() {
                return new Models();
            }

            @Override
            public CheckpointStore checkpoints() {
                return new Checkpoints();
            }

            @Override
            public ListenerRegistration addListener(StoreListener listener) {
                return () -> {};
            }

            @Override
            public void close() {}
        };
    }

    private final class Models implements ModelStore {

        @Override
        public String provider() {
            return "fake";
        }

        @Override
        public Set<Capability> capabilities() {
            return capabilities;
        }

        @Override
        public Set<Field> versionFields() {
            return versionFields;
        }

        @Override
        public Model create(ModelSpec spec) {
            created.add(spec);
            return create.apply(spec);
        }

        @Override
        public Model get(ModelId id) {
            return getModel.apply(id);
        }

        @Override
        public Page<Model> list(PageRequest page) {
            pages.add(page);
            return Page.last(models);
        }

        @Override
        public Page<Model> listByName(String name, PageRequest page) {
            names.add(name);
            pages.add(page);
            return Page.last(models);
        }

        @Override
        public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
            pages.add(page);
            return Page.last(versions);
        }

        @Override
        public DeleteReport<VersionId> deleteVersions(ModelId id, Collection<VersionId> ids, DeleteMode mode) {
            ids.forEach(version -> deleted.add(version.value()));
            deleteModes.accept(mode);
            return deleteVersions.apply(ids);
        }

        @Override
        public ModelDeletion delete(ModelId id, DeleteMode mode) {
            deleted.add(id + " " + mode);
            return deleteModel.apply(id, mode);
        }
    }

    private final class Checkpoints implements CheckpointStore {

        @Override
        public String provider() {
            return "fake";
        }

        @Override
        public Set<Capability> capabilities() {
            return capabilities;
        }

        @Override
        public Set<Field> fields(RunId run) {
            return fields;
        }

        @Override
        public Page<Checkpoint> list(RunId run, PageRequest page) {
            return list(page, false);
        }

        @Override
        public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
            orders.add(order);
            return list(page, order == Order.DESCENDING);
        }

        private Page<Checkpoint> list(PageRequest page, boolean descending) {
            beforePage.run();
            // A million checkpoints are ten thousand pages: enough is remembered for every test.
            if (pages.size() < 100) {
                pages.add(page);
            }
            long from = page.token().map(Long::parseLong).orElse(0L);
            long to =
                    Math.min(checkpoints, from + Math.min(MAX_PAGE, page.size().orElse(MAX_PAGE)));
            List<Checkpoint> items = LongStream.range(from, to)
                    .map(index -> descending ? checkpoints - index : index + 1)
                    .mapToObj(checkpoint::apply)
                    .toList();
            return to == checkpoints ? Page.last(items) : Page.of(items, Long.toString(to));
        }

        @Override
        public Page<TrainingRun> listRuns(PageRequest page) {
            pages.add(page);
            return Page.last(trainings);
        }

        @Override
        public Page<CheckpointFile> listFiles(RunId run, CheckpointId id, PageRequest page) {
            pages.add(page);
            return Page.last(files);
        }

        @Override
        public List<Path> download(RunId run, CheckpointId id, Path directory) {
            return download.apply(directory);
        }

        @Override
        public DeleteReport<CheckpointId> delete(
                RunId run, Collection<CheckpointId> ids, Map<CheckpointId, String> expectedRevisions) {
            ids.forEach(id -> deleted.add(id.value()));
            return delete.apply(ids);
        }
    }
}
