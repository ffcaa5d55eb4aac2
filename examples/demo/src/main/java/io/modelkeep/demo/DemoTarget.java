package io.modelkeep.demo;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.CheckpointId;
import io.modelkeep.CheckpointStore;
import io.modelkeep.DeleteReport;
import io.modelkeep.Id;
import io.modelkeep.ModelId;
import io.modelkeep.ModelStore;
import io.modelkeep.ModelVersion;
import io.modelkeep.Order;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The items that the demo deletes from: the checkpoints of a training run or the versions of a model.
 *
 * @param noun the plural noun for the items
 * @param list reads a page
 * @param age orders older items first
 * @param id returns the id by which an item is deleted
 * @param span describes the first and last of some items
 * @param delete deletes items
 */
record DemoTarget<T, I extends Id>(
        String noun,
        Function<PageRequest, Page<T>> list,
        Comparator<T> age,
        Function<T, I> id,
        Function<List<T>, String> span,
        Function<Collection<I>, DeleteReport<I>> delete) {

    /** Returns the checkpoints of a training run as a target. */
    static DemoTarget<Checkpoint, CheckpointId> of(CheckpointStore store, RunId run) {
        boolean ordered = store.capabilities(run).contains(Capability.CHECKPOINT_ORDER);
        return new DemoTarget<>(
                "checkpoints",
                page -> ordered ? store.list(run, Order.ASCENDING, page) : store.list(run, page),
                age(Checkpoint::step, Checkpoint::createdAt),
                Checkpoint::id,
                some -> span(
                        some,
                        "steps",
                        Checkpoint::step,
                        each -> each.name().orElse(each.id().value())),
                ids -> store.delete(run, ids));
    }

    /** Returns the versions of a model as a target. */
    static DemoTarget<ModelVersion, VersionId> of(ModelStore store, ModelId model) {
        return new DemoTarget<>(
                "versions",
                page -> store.listVersions(model, page),
                age(ModelVersion::number, ModelVersion::createdAt),
                ModelVersion::id,
                some -> span(
                        some, "numbers", ModelVersion::number, each -> each.id().value()),
                ids -> store.deleteVersions(model, ids));
    }

    private static <T> Comparator<T> age(Function<T, OptionalLong> number, Function<T, Optional<Instant>> createdAt) {
        return Comparator.<T>comparingLong(each -> number.apply(each).orElse(0))
                .thenComparing(each -> createdAt.apply(each).orElse(Instant.EPOCH));
    }

    private static <T> String span(
            List<T> some, String numbers, Function<T, OptionalLong> number, Function<T, String> name) {
        T first = some.get(0);
        T last = some.get(some.size() - 1);
        return number.apply(first).isPresent()
                ? numbers + " " + number.apply(first).getAsLong() + " to "
                        + number.apply(last).getAsLong()
                : name.apply(first) + " to " + name.apply(last);
    }
}
