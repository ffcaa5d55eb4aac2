package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointFile;
import io.modelkeep.CheckpointId;
import io.modelkeep.DeleteReport;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import io.modelkeep.spi.ForwardingCheckpointStore;
import io.modelkeep.spi.ForwardingModelStore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The contracts find stores that misunderstand what they read, or what they are asked: all stores in this file do. */
class BrokenValuesTest {

    private final Offsets places = new Offsets();

    @Test
    void takesStepZeroForNone() throws Exception {
        assertThat(checkpoint(row -> row.step().orElse(-1) == 0 ? copy(row).build() : row))
                .containsExactly("C94");
    }

    @Test
    void dropsMetricsThatAreWholeNumbers() throws Exception {
        assertThat(checkpoint(row -> {
                    Map<String, Double> fractions = new HashMap<>(row.metrics());
                    fractions.values().removeIf(value -> value == Math.rint(value));
                    return stepped(row).metrics(fractions).build();
                }))
                .containsExactly("C94");
    }

    @Test
    void countsVersionsFromOne() throws Exception {
        assertThat(version(row -> version(
                                row,
                                row.number().orElseThrow() + 1,
                                row.latest().orElseThrow())
                        .build()))
                .containsExactly("M84");
    }

    @Test
    void takesTheHighestNumberForTheLatest() throws Exception {
        assertThat(BrokenMemory.models((inner, server) -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
                        long highest = server.versions(id).stream()
                                .mapToLong(row -> row.number().orElseThrow())
                                .max()
                                .orElse(-1);
                        return super.listVersions(id, page)
                                .map(row -> version(
                                                row,
                                                row.number().orElseThrow(),
                                                row.number().orElseThrow() == highest)
                                        .build());
                    }
                }))
                .containsExactly("M90");
    }

    @Test
    void takesLatestForAnAlias() throws Exception {
        assertThat(version(row -> {
                    Set<String> aliases = new LinkedHashSet<>(row.aliases().orElseThrow());
                    if (row.latest().orElseThrow()) {
                        aliases.add("latest");
                    }
                    return version(row, row.number().orElseThrow(), row.latest().orElseThrow())
                            .aliases(aliases)
                            .build();
                }))
                .containsExactly("M84", "M89");
    }

    @Test
    void pagesModelsByOffset() throws Exception {
        assertThat(BrokenMemory.models((inner, server) -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<Model> list(PageRequest page) {
                        return places.shifted(super.list(page), page, server.models());
                    }
                }))
                .containsExactly("M94");
    }

    @Test
    void pagesVersionsByOffset() throws Exception {
        assertThat(BrokenMemory.models((inner, server) -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
                        return places.shifted(super.listVersions(id, page), page, server.versions(id));
                    }
                }))
                .containsExactly("M95");
    }

    @Test
    void takesAShortPageForTheLast() throws Exception {
        assertThat(BrokenMemory.models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
                        return ended(super.listVersions(id, page), page);
                    }
                }))
                .containsExactly("M97");
        assertThat(BrokenMemory.checkpoints(inner -> new ChangedPages(inner) {
                    @Override
                    Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                        return ended(read.apply(page), page);
                    }
                }))
                .containsExactly("C97");
    }

    @Test
    void takesAShortPageOfTheOthersForTheLast() throws Exception {
        assertThat(BrokenMemory.models(inner -> new ForwardingModelStore(inner) {
                    @Override
                    public Page<Model> list(PageRequest page) {
                        return ended(super.list(page), page);
                    }
                }))
                .containsExactly("M96");
        assertThat(BrokenMemory.checkpoints(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Page<TrainingRun> listRuns(PageRequest page) {
                        return ended(super.listRuns(page), page);
                    }
                }))
                .containsExactly("C98");
        assertThat(BrokenMemory.checkpoints(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public Page<CheckpointFile> listFiles(RunId run, CheckpointId checkpoint, PageRequest page) {
                        return ended(super.listFiles(run, checkpoint, page), page);
                    }
                }))
                .containsExactly("C99");
    }

    @Test
    void downloadsTheFirstPage() throws Exception {
        assertThat(BrokenMemory.checkpoints(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public List<Path> download(RunId run, CheckpointId checkpoint, Path directory) {
                        List<Path> all = super.download(run, checkpoint, directory);
                        List<Path> rest = all.subList(Math.min(10, all.size()), all.size());
                        rest.forEach(file -> assertThat(file.toFile().delete()).isTrue());
                        return all.subList(0, all.size() - rest.size());
                    }
                }))
                .containsExactly("C100");
    }

    @Test
    void takesAnyExpectedRevision() throws Exception {
        assertThat(BrokenMemory.checkpoints(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public DeleteReport<CheckpointId> delete(
                            RunId run, Collection<CheckpointId> ids, Map<CheckpointId, String> expected) {
                        return super.delete(run, ids, Map.of());
                    }
                }))
                .containsExactly("C96");
    }

    @Test
    void deletesOnlyIdsWithAnExpectedRevision() throws Exception {
        assertThat(BrokenMemory.checkpoints(inner -> new ForwardingCheckpointStore(inner) {
                    @Override
                    public DeleteReport<CheckpointId> delete(
                            RunId run, Collection<CheckpointId> ids, Map<CheckpointId, String> expected) {
                        if (expected.isEmpty() || !ids.containsAll(expected.keySet())) {
                            return super.delete(run, ids, expected);
                        }
                        DeleteReport.Collector<CheckpointId> some = DeleteReport.collect(provider(), ids);
                        super.delete(run, expected.keySet(), expected).results().forEach(some::add);
                        return some.report();
                    }
                }))
                .containsExactly("C95");
    }

    /** Counts items where the real pages remember the last one given. */
    private static final class Offsets {

        private final Map<String, Integer> offsets = new ConcurrentHashMap<>();

        <T> Page<T> shifted(Page<T> real, PageRequest request, List<T> now) {
            int from = request.token()
                    .map(token -> Optional.ofNullable(offsets.get(token)).orElseThrow())
                    .orElse(0);
            real.nextToken()
                    .ifPresent(token -> offsets.put(token, from + real.items().size()));
            int to = Math.min(from + real.items().size(), now.size());
            List<T> items = from < to ? now.subList(from, to) : List.of();
            return real.nextToken().map(token -> Page.of(items, token)).orElseGet(() -> Page.last(items));
        }
    }

    private static Checkpoint.Builder copy(Checkpoint row) {
        Checkpoint.Builder copy = Checkpoint.builder(row.id())
                .revision(row.revision().orElseThrow())
                .itemState(row.itemState())
                .metrics(row.metrics());
        return copy.createdAt(row.createdAt().orElseThrow());
    }

    private static Checkpoint.Builder stepped(Checkpoint row) {
        return copy(row).step(row.step().orElseThrow());
    }

    private static ModelVersion.Builder version(ModelVersion row, long number, boolean latest) {
        return ModelVersion.builder(row.id(), row.model())
                .number(number)
                .latest(latest)
                .createdAt(row.createdAt().orElseThrow())
                .itemState(row.itemState())
                .live(row.live().orElseThrow())
                .aliases(row.aliases().orElseThrow())
                .tags(row.tags().orElseThrow());
    }

    private static <T> Page<T> ended(Page<T> page, PageRequest request) {
        int asked = Math.min(request.size().orElse(10), 10);
        return page.items().size() < asked ? Page.last(page.items()) : page;
    }

    private static Set<String> checkpoint(UnaryOperator<Checkpoint> wrong) throws Exception {
        return BrokenMemory.checkpoints(inner -> new ChangedPages(inner) {
            @Override
            Page<Checkpoint> page(PageRequest page, Function<PageRequest, Page<Checkpoint>> read) {
                return read.apply(page).map(wrong);
            }
        });
    }

    private static Set<String> version(UnaryOperator<ModelVersion> wrong) throws Exception {
        return BrokenMemory.models(inner -> new ForwardingModelStore(inner) {
            @Override
            public Page<ModelVersion> listVersions(ModelId id, PageRequest page) {
                return super.listVersions(id, page).map(wrong);
            }
        });
    }
}
