package io.modelkeep;

import io.modelkeep.errors.IncompleteDeletionException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of the deletion of one model, with the objects that were deleted with it. Immutable. */
public final class ModelDeletion {

    private final DeleteReport<ModelId> report;
    private final Map<String, Long> cascade;

    private ModelDeletion(DeleteReport<ModelId> report, Map<String, Long> cascade) {
        this.report = report;
        this.cascade = Collections.unmodifiableMap(new LinkedHashMap<>(cascade));
    }

    /**
     * Creates the report of a deletion. Providers call this method. A result whose cause is a {@link
     * ScopeExceededException} is an alarm.
     *
     * @param cascade the number of objects of each kind that, according to the service, were deleted with the model
     */
    public static ModelDeletion of(String provider, DeleteResult<ModelId> result, Map<String, Long> cascade) {
        DeleteReport.Collector<ModelId> collector = DeleteReport.collect(provider, List.of(result.id()));
        collector.add(result);
        result.cause().filter(ScopeExceededException.class::isInstance).ifPresent(collector::stop);
        return new ModelDeletion(collector.report(), cascade);
    }

    /**
     * Creates the report of a deletion that was stopped. Providers call this method.
     *
     * @param cascade the number of objects of each kind that, according to the service, were deleted with the model
     * @param abortCause the report's {@link DeleteReport#abortCause()}; a {@link ScopeExceededException} is its
     *     alarm
     */
    public static ModelDeletion of(
            String provider, DeleteResult<ModelId> result, Map<String, Long> cascade, StoreException abortCause) {
        DeleteReport.Collector<ModelId> collector = DeleteReport.collect(provider, List.of(result.id()));
        collector.add(result);
        collector.stop(abortCause);
        return new ModelDeletion(collector.report(), cascade);
    }

    /** Returns the same report as a bulk deletion of this one model. */
    public DeleteReport<ModelId> report() {
        return report;
    }

    /** Returns the id of the model, as requested. */
    public ModelId id() {
        return result().id();
    }

    /** Returns the outcome. An absent model is {@link DeleteOutcome#ALREADY_ABSENT}. */
    public DeleteOutcome outcome() {
        return result().outcome();
    }

    /** Returns the failure that explains the outcome. The value is empty if the outcome needs no explanation. */
    public Optional<StoreException> cause() {
        return result().cause();
    }

    /**
     * Returns the number of objects of each kind that were deleted with the model, such as {@code checkpoints} and
     * {@code runs}. The numbers come from the service or from reads. The map is empty if nothing is known. A model that
     * still exists may have lost some objects.
     */
    public Map<String, Long> cascade() {
        return cascade;
    }

    /**
     * Returns this deletion if the model is absent and the report has no alarm.
     *
     * @throws IncompleteDeletionException the model is not known to be absent, or the report has an {@link
     *     DeleteReport#alarm() alarm}
     */
    public ModelDeletion orThrow() {
        DeleteReport<ModelId> unused = report.orThrow();
        return this;
    }

    /**
     * Returns the report as plain values, with the model as the only result: {@code {"provider", "results", "summary",
     * "stoppedBy"?, "cascade"}}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = report.toMap();
        map.put("cascade", new LinkedHashMap<>(cascade));
        return map;
    }

    private DeleteResult<ModelId> result() {
        return report.results().get(0);
    }

    @Override
    public String toString() {
        return "ModelDeletion[" + result() + ", cascade " + cascade + "]";
    }
}
