package io.modelkeep.simulator.wandb;

import io.modelkeep.simulator.internal.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The models of the W&amp;B Training simulator with their checkpoints. Thread-safe; each method is atomic. */
final class TrainingModels {
    private final WandbTrainingOptions options;
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Set<String> forbidden = new HashSet<>();
    private int longestPage = Integer.MAX_VALUE;

    /** A model with its W&amp;B run, which has the same lifetime. */
    record Model(
            String id,
            String entity,
            String project,
            String name,
            String baseModel,
            String runId,
            CheckpointSeries checkpoints) {

        Model copy() {
            return new Model(id, entity, project, name, baseModel, runId, checkpoints.copy());
        }
    }

    record Creation(Model model, boolean isNew) {}

    record DeletedSteps(int count, List<BigInteger> notFound) {}

    TrainingModels(WandbTrainingOptions options) {
        this.options = options;
    }

    /** Returns an independent copy of the present state. */
    synchronized TrainingModels copy() {
        TrainingModels copy = new TrainingModels(options);
        models.forEach((id, model) -> copy.models.put(id, model.copy()));
        copy.forbidden.addAll(forbidden);
        copy.longestPage = longestPage;
        return copy;
    }

    synchronized Creation create(String entity, String project, String name, String baseModel, boolean returnExisting) {
        Optional<Model> existing = models.values().stream()
                .filter(model -> model.entity().equals(entity)
                        && model.project().equals(project)
                        && model.name().equals(name))
                .findFirst();
        if (existing.isPresent() && returnExisting) {
            return new Creation(permitted(existing.get().id()), false);
        }
        if (existing.isPresent() && options.takenName() == TakenName.CONFLICT) {
            throw new Refusal(409, "Model with this name already exists");
        }
        String id = UUID.randomUUID().toString();
        Model model = new Model(id, entity, project, name, baseModel, runId(), new CheckpointSeries());
        models.put(id, model);
        return new Creation(model, true);
    }

    /** Deletes the model with all its checkpoints and returns the number of checkpoints. */
    synchronized int delete(String modelId) {
        int checkpoints = permitted(modelId).checkpoints().size();
        models.remove(modelId);
        return checkpoints;
    }

    synchronized CheckpointSeries.Page page(String modelId, @Nullable String after, int limit, boolean descending) {
        return permitted(modelId)
                .checkpoints()
                .page(after, Math.min(limit, longestPage), descending, options.deletedCursor());
    }

    synchronized void limitPages(int most) {
        longestPage = most;
    }

    synchronized DeletedSteps deleteSteps(String modelId, Set<BigInteger> steps) {
        CheckpointSeries series = permitted(modelId).checkpoints();
        Optional<BigInteger> latest = options.latestCheckpoint() == LatestCheckpoint.DELETABLE
                ? Optional.empty()
                : steps.stream().filter(series::isLatest).findFirst();
        if (latest.isPresent() && options.latestCheckpoint() == LatestCheckpoint.CONFLICT) {
            throw new Refusal(409, "The latest checkpoint cannot be deleted");
        }
        int count = 0;
        List<BigInteger> notFound = new ArrayList<>();
        for (BigInteger step : steps) {
            if (!latest.equals(Optional.of(step)) && series.remove(step)) {
                count++;
            } else {
                notFound.add(step);
            }
        }
        return new DeletedSteps(count, notFound);
    }

    synchronized List<String> ids() {
        return List.copyOf(models.keySet());
    }

    synchronized boolean has(String modelId) {
        return models.containsKey(modelId);
    }

    synchronized void forbid(String modelId) {
        forbidden.add(known(modelId).id());
    }

    synchronized void append(String modelId, int count) {
        known(modelId).checkpoints().append(count);
    }

    synchronized boolean remove(String modelId, long step) {
        return known(modelId).checkpoints().remove(BigInteger.valueOf(step));
    }

    synchronized void save(String modelId, long step, Map<String, Double> metrics) {
        known(modelId).checkpoints().save(step, metrics);
    }

    synchronized List<SimulatedCheckpoint> checkpoints(String modelId) {
        Model model = models.get(modelId);
        return model == null ? List.of() : model.checkpoints().all();
    }

    private Model known(String modelId) {
        Model model = models.get(modelId);
        if (model == null) {
            throw new IllegalArgumentException("no such model: " + modelId);
        }
        return model;
    }

    private Model permitted(String modelId) {
        Model model = models.get(modelId);
        if (model == null) {
            throw new Refusal(404, "Model not found");
        }
        if (forbidden.contains(modelId)) {
            throw new Refusal(403, "You do not have permission to access this model");
        }
        return model;
    }

    /** Returns eight letters and digits, the format of W&amp;B run ids. */
    private static String runId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
