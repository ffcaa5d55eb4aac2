package io.modelkeep.testkit;

import io.modelkeep.Capability;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelDeletion;
import io.modelkeep.StoreException;
import io.modelkeep.Stores;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A call that can be made again and again: for clauses that need some request, and do not care which. */
final class PlainCall {

    private static final List<Capability> IN_THIS_ORDER = List.of(
            Capability.CHECKPOINT_LIST,
            Capability.MODEL_LIST,
            Capability.MODEL_GET,
            Capability.VERSION_LIST,
            Capability.TRAINING_LIST,
            Capability.MODEL_DELETE,
            Capability.CHECKPOINT_DELETE);

    private PlainCall() {}

    /** Prepares the call, on things of its own. */
    static Function<Stores, Object> prepared(Scene scene) {
        return Calls.prepared(capability(scene), scene.fixture());
    }

    /** What the call needs. */
    static Capability capability(Scene scene) {
        Set<Capability> declared = scene.declared();
        return IN_THIS_ORDER.stream()
                .filter(declared::contains)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a provider with neither a list nor a deletion"));
    }

    /** Why a call did not do what it was asked: thrown, or told by its report. */
    static Optional<StoreException> failure(Supplier<Object> call) {
        try {
            return failureOf(call.get());
        } catch (StoreException thrown) {
            return Optional.of(thrown);
        }
    }

    private static Optional<StoreException> failureOf(Object result) {
        if (result instanceof DeleteReport<?> report) {
            return report.results().stream()
                    .flatMap(one -> one.cause().stream())
                    .findFirst();
        }
        return result instanceof ModelDeletion deletion ? deletion.cause() : Optional.empty();
    }
}
