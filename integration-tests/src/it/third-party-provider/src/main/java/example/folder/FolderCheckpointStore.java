package example.folder;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteOutcome;
import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Field;
import io.modelkeep.Id;
import io.modelkeep.Operation;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.errors.UnavailableException;
import io.modelkeep.spi.RevisionRules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A store whose training runs are folders, and whose checkpoints are files such as {@code 120.ckpt} for step 120. */
final class FolderCheckpointStore implements CheckpointStore {

    private static final Pattern TRAINING = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern STEP = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final String SUFFIX = ".ckpt";
    private static final int MAX_PAGE = 100;

    private final Path root;
    private final FolderCalls calls;

    FolderCheckpointStore(Path root, FolderCalls calls) {
        this.root = root;
        this.calls = calls;
    }

    @Override
    public String provider() {
        return FolderProvider.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.CHECKPOINT_LIST, Capability.CHECKPOINT_ORDER, Capability.CHECKPOINT_DELETE);
    }

    @Override
    public Set<Field> fields(RunId run) {
        return Set.of(Field.STEP);
    }

    @Override
    public Optional<Executor> prefetchExecutor() {
        return calls.prefetchExecutor();
    }

    @Override
    public Page<Checkpoint> list(RunId run, PageRequest page) {
        return list(run, Order.ASCENDING, page);
    }

    @Override
    public Page<Checkpoint> list(RunId run, Order order, PageRequest page) {
        calls.checkOpen();
        check(Operation.LIST_CHECKPOINTS, TRAINING, run);
        String list = run.value() + ":" + order + ":";
        long before = order == Order.ASCENDING ? -1 : Long.MAX_VALUE;
        long after = page.token().map(token -> position(list, token)).orElse(before);
        int size = Math.min(page.size().orElse(MAX_PAGE), MAX_PAGE);
        return calls.run(Operation.LIST_CHECKPOINTS, () -> {
            calls.checkNotCancelled(Operation.LIST_CHECKPOINTS);
            Comparator<Long> inOrder = order == Order.ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder();
            List<Long> left = steps(Operation.LIST_CHECKPOINTS, run).stream()
                    .filter(step -> inOrder.compare(step, after) > 0)
                    .sorted(inOrder)
                    .toList();
            List<Checkpoint> items =
                    left.stream().limit(size).map(FolderCheckpointStore::checkpoint).toList();
            return items.size() == left.size() ? Page.last(items) : Page.of(items, list + left.get(size - 1));
        });
    }

    @Override
    public DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> checkpoints, Map<CheckpointId, String> expectedRevisions) {
        calls.checkOpen();
        check(Operation.DELETE_CHECKPOINTS, TRAINING, run);
        RevisionRules.refuse(provider(), run, expectedRevisions);
        if (checkpoints == null) {
            throw new InvalidRequestException(
                    FolderCalls.details(Operation.DELETE_CHECKPOINTS, "the collection is null"));
        }
        checkpoints.forEach(id -> check(Operation.DELETE_CHECKPOINTS, STEP, id));
        DeleteReport.Collector<CheckpointId> results = DeleteReport.collect(provider(), checkpoints);
        return checkpoints.isEmpty()
                ? results.report()
                : calls.run(Operation.DELETE_CHECKPOINTS, () -> delete(run, checkpoints, results));
    }

    private DeleteReport<CheckpointId> delete(
            RunId run, Collection<CheckpointId> ids, DeleteReport.Collector<CheckpointId> results) {
        try {
            steps(Operation.DELETE_CHECKPOINTS, run);
            for (CheckpointId id : ids) {
                calls.checkNotCancelled(Operation.DELETE_CHECKPOINTS);
                if (!results.has(id)) {
                    results.add(delete(run, id));
                }
            }
        } catch (StoreException stop) {
            results.stop(stop);
        }
        return results.report();
    }

    private DeleteResult<CheckpointId> delete(RunId run, CheckpointId id) {
        try {
            boolean there = Files.deleteIfExists(folder(run).resolve(id.value() + SUFFIX));
            return DeleteResult.of(id, there ? DeleteOutcome.DELETED : DeleteOutcome.ALREADY_ABSENT);
        } catch (IOException failed) {
            return DeleteResult.of(id, DeleteOutcome.FAILED, unavailable(Operation.DELETE_CHECKPOINTS, failed));
        }
    }

    private List<Long> steps(Operation operation, RunId run) {
        if (!Files.isDirectory(folder(run))) {
            throw new NotFoundException(FolderCalls.details(operation, "there is no such folder"));
        }
        try (Stream<Path> files = Files.list(folder(run))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(step -> STEP.matcher(step).matches())
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException failed) {
            throw unavailable(operation, failed);
        }
    }

    private Path folder(RunId run) {
        return root.resolve(run.value());
    }

    private static Checkpoint checkpoint(long step) {
        return Checkpoint.builder(new CheckpointId(Long.toString(step))).step(step).build();
    }

    private static void check(Operation operation, Pattern form, Id id) {
        if (id == null || !form.matcher(id.value()).matches()) {
            throw new InvalidRequestException(FolderCalls.details(operation, id + " is not of the form " + form));
        }
    }

    private static long position(String list, String token) {
        String step = token.startsWith(list) ? token.substring(list.length()) : "";
        if (!STEP.matcher(step).matches()) {
            throw new InvalidRequestException(
                    FolderCalls.details(Operation.LIST_CHECKPOINTS, "the page token belongs to another list"));
        }
        return Long.parseLong(step);
    }

    private static UnavailableException unavailable(Operation operation, IOException failed) {
        return new UnavailableException(FolderCalls.details(operation, failed.getClass().getSimpleName()), failed);
    }
}
