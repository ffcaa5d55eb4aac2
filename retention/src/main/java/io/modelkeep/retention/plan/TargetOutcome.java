package io.modelkeep.retention.plan;

import io.modelkeep.errors.StoreException;
import io.modelkeep.retention.errors.RetentionException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of planning one part: the part, or the failure that prevented planning it.
 *
 * @param part the part; if planning failed, it holds a problem and no decisions
 * @param failure a {@link StoreException} or {@link RetentionException}; null if planning succeeded
 */
record TargetOutcome(TargetPlan part, @Nullable RuntimeException failure) {

    static TargetOutcome of(RetentionTarget catalogue, Supplier<TargetPlan> planning) {
        try {
            return new TargetOutcome(planning.get(), null);
        } catch (StoreException | RetentionException failed) {
            return failed(catalogue, failed);
        }
    }

    private static TargetOutcome failed(RetentionTarget catalogue, RuntimeException failure) {
        TargetPlan.Problem problem =
                new TargetPlan.Problem(failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()));
        return new TargetOutcome(TargetPlan.of(catalogue.kind(), catalogue.parent(), problem), failure);
    }

    /**
     * Returns the parts, some of which may hold a problem. If all parts failed, the first failure is thrown, with the
     * others as suppressed exceptions.
     */
    static List<TargetPlan> parts(List<TargetOutcome> outcomes) {
        List<RuntimeException> failures = outcomes.stream()
                .flatMap(outcome -> Optional.ofNullable(outcome.failure()).stream())
                .toList();
        if (failures.size() == outcomes.size()) {
            RuntimeException first = failures.get(0);
            failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
            throw first;
        }
        return outcomes.stream().map(TargetOutcome::part).toList();
    }
}
