package io.modelkeep;

import io.modelkeep.errors.IncompleteDeletionException;
import io.modelkeep.errors.ScopeExceededException;
import io.modelkeep.errors.StoreException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What deleting one model did, and what went with it. Immutable. */
public final class ModelDeletion {

    private final DeleteReport<ModelId> report;
    private final Map<String, Long> cascade;

    private ModelDeletion(DeleteReport<ModelId> report, Map<String, Long> cascade) {
        this.report = report;
        this.cascade = Collections.unmodifiableMap(new LinkedHashMap<>(cascade));
    }

    /**
     * A deletion's result; for providers. A result whose cause is a {@link ScopeExceededException} is an alarm.
     *
     * @param cascade how many things of each kind the service says went with the model
     */
    public static ModelDeletion of(String provider, DeleteResult<ModelId> result, Map<String, Long> cascade) {
        DeleteReport.Collector<ModelId> collector = DeleteReport.collect(provider, List.of(result.id()));
        collector.add(result);
        result.cause().filter(ScopeExceededException.class::isInstance).ifPresent(collector::stop);
        return new ModelDeletion(collector.report(), cascade);
    }

    /**
     * A deletion's result that also says why it was stopped; for providers.
     *
     * @param cascade how many things of each kind the service says went with the model
     * @param abortCause the report's {@link DeleteReport#abortCause()}; a {@link ScopeExceededException} is its alarm
     */
    public static ModelDeletion of(
            String provider, DeleteResult<ModelId> result, Map<String, Long> cascade, StoreException abortCause) {
        DeleteReport.Collector<ModelId> collector = DeleteReport.collect(provider, List.of(result.id()));
        collector.add(result);
        collector.stop(abortCause);
        return new ModelDeletion(collector.report(), cascade);
    }

    /** The same as the report of a bulk deletion of this one model. */
    public DeleteReport<ModelId> report() {
        return report;
    }

    /** The model's id, as asked for. */
    public ModelId id() {
        return result().id();
    }

    /** What happened; an absent model is {@link DeleteOutcome#ALREADY_ABSENT}. */
    public DeleteOutcome outcome() {
        return result().outcome();
    }

    /** Why, for all but the plain outcomes. */
    public Optional<StoreException> cause() {
        return result().cause();
    }

    /**
     * How many things of each kind went with the model, such as {@code checkpoints} and {@code runs}, as the service says or
     * as was seen; empty where nothing is known. A model that is there still may have lost some.
     */
    public Map<String, Long> cascade() {
        return cascade;
    }

    /**
     * This deletion, if the model is gone and nothing else is.
     *
     * @throws IncompleteDeletionException the model is not known to be gone, or the report has an
     *     {@link DeleteReport#alarm() alarm}
     */
    public ModelDeletion orThrow() {
        DeleteReport<ModelId> unused = report.orThrow();
        return this;
    }

    /** {@code {"provider", "results", "summary", "cascade"}} with the model as the one result, as plain values. */
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
