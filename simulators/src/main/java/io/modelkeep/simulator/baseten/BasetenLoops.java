package io.modelkeep.simulator.baseten;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Loops runs of the Baseten simulator and their checkpoints. Thread-safe; each method is atomic. */
final class BasetenLoops {
    static final String CALLER = "caller@example.com";
    static final String COLLEAGUE = "colleague@example.com";
    static final String BASE_MODEL = "Qwen/Qwen3-8B";

    private final BasetenSequence sequence;
    private final int refusalStatus;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
    private final Map<String, Checkpoint> deleted = new HashMap<>();
    private final Map<String, String> uses = new HashMap<>();
    private final Set<List<String>> names = new HashSet<>();

    /** An immutable state of a run. */
    record Run(
            String id,
            String teamId,
            String sessionId,
            String name,
            String baseModel,
            String user,
            Instant createdAt,
            boolean isActive) {}

    /** A saved checkpoint, which can outlive its run. */
    record Checkpoint(SimulatedLoopsCheckpoint saved, String baseModel, String user) {
        String id() {
            return saved.id();
        }

        /**
         * Returns the path in the format of the service: {@code
         * bt://loops:<run_id>/(weights|sampler_weights)/<checkpoint_name>}.
         */
        String path() {
            String kind = saved.target().equals("sampler") ? "sampler_weights" : "weights";
            return "bt://loops:" + saved.runId() + "/" + kind + "/" + saved.name();
        }
    }

    record Deletion(Checkpoint checkpoint, boolean isNew) {}

    record Deactivation(Run run, boolean isNew) {}

    BasetenLoops(BasetenSequence sequence, int refusalStatus) {
        this.sequence = sequence;
        this.refusalStatus = refusalStatus;
    }

    synchronized String addRun(String teamId, String baseModel, String user) {
        String id = sequence.nextId();
        runs.put(id, new Run(id, teamId, sequence.nextId(), "run-" + id, baseModel, user, sequence.nextTime(), true));
        return id;
    }

    synchronized String addCheckpoint(String runId, String name, String target, long sizeBytes) {
        Run run = knownRun(runId);
        if (names.contains(List.of(runId, name, target))) {
            throw new IllegalArgumentException("run " + runId + " has a " + target + " checkpoint named " + name);
        }
        return put(run, name, target, sizeBytes);
    }

    synchronized List<String> addCheckpoints(String runId, int count) {
        Run run = knownRun(runId);
        // Deleted checkpoints count too, so that no name is used twice.
        long before = Stream.concat(checkpoints.values().stream(), deleted.values().stream())
                .filter(checkpoint -> checkpoint.saved().runId().equals(runId))
                .count();
        List<String> ids = new ArrayList<>();
        for (long step = before + 1; step <= before + count; step++) {
            ids.add(put(run, "step-" + step, "sampler", 1_000_000 + step));
        }
        return ids;
    }

    private String put(Run run, String name, String target, long sizeBytes) {
        String id = sequence.nextId();
        SimulatedLoopsCheckpoint saved =
                new SimulatedLoopsCheckpoint(id, run.id(), name, target, sizeBytes, sequence.nextTime());
        checkpoints.put(id, new Checkpoint(saved, run.baseModel(), run.user()));
        names.add(name(saved));
        return id;
    }

    /**
     * Returns the key that is unique among existing checkpoints: run, target and name. The name of a deleted
     * checkpoint may be used again.
     */
    private static List<String> name(SimulatedLoopsCheckpoint saved) {
        return List.of(saved.runId(), saved.name(), saved.target());
    }

    synchronized void use(String id, String reason) {
        uses.put(known(id).id(), reason);
    }

    synchronized void release(String id) {
        uses.remove(known(id).id());
    }

    synchronized void removeKnown(String id) {
        remove(known(id));
    }

    /** Returns an independent copy of the present state. */
    synchronized BasetenLoops copy() {
        BasetenLoops copy = new BasetenLoops(sequence, refusalStatus);
        copy.runs.putAll(runs);
        copy.checkpoints.putAll(checkpoints);
        copy.deleted.putAll(deleted);
        copy.uses.putAll(uses);
        copy.names.addAll(names);
        return copy;
    }

    synchronized List<SimulatedLoopsCheckpoint> checkpoints(String runId) {
        return ofRun(runId).toList();
    }

    synchronized List<Run> runs() {
        return List.copyOf(runs.values());
    }

    synchronized boolean hasRun(String runId) {
        return runs.containsKey(runId);
    }

    synchronized Run run(String runId) {
        Run run = runs.get(runId);
        if (run == null) {
            throw BasetenErrorAnswers.notFound("Run");
        }
        return run;
    }

    synchronized Deactivation deactivate(String runId) {
        Run run = run(runId);
        Run inactive = new Run(
                run.id(),
                run.teamId(),
                run.sessionId(),
                run.name(),
                run.baseModel(),
                run.user(),
                run.createdAt(),
                false);
        runs.put(runId, inactive);
        return new Deactivation(inactive, run.isActive());
    }

    /** Deletes the run and its checkpoints that are not in use, and returns the remaining ones. */
    synchronized List<Checkpoint> deleteRun(String runId) {
        runs.remove(run(runId).id());
        List<Checkpoint> kept = new ArrayList<>();
        for (Checkpoint checkpoint : matching(each -> each.saved().runId().equals(runId))) {
            if (uses.containsKey(checkpoint.id())) {
                kept.add(checkpoint);
            } else {
                remove(checkpoint);
            }
        }
        return kept;
    }

    synchronized List<Checkpoint> matching(Predicate<Checkpoint> condition) {
        return checkpoints.values().stream().filter(condition).toList();
    }

    /** Returns the checkpoint with that id, or else the oldest one of that name in any run. */
    synchronized Checkpoint checkpoint(String idOrName) {
        return find(idOrName).orElseThrow(() -> BasetenErrorAnswers.notFound("Checkpoint"));
    }

    synchronized Deletion delete(String idOrName) {
        Checkpoint gone = deleted.get(idOrName);
        if (gone != null) {
            return new Deletion(gone, false);
        }
        Checkpoint checkpoint = checkpoint(idOrName);
        String use = uses.get(checkpoint.id());
        if (use != null) {
            throw BasetenErrorAnswers.refused(refusalStatus, "The checkpoint cannot be deleted: " + use);
        }
        remove(checkpoint);
        return new Deletion(checkpoint, true);
    }

    private void remove(Checkpoint checkpoint) {
        checkpoints.remove(checkpoint.id());
        names.remove(name(checkpoint.saved()));
        deleted.put(checkpoint.id(), checkpoint);
    }

    private Optional<Checkpoint> find(String idOrName) {
        Checkpoint byId = checkpoints.get(idOrName);
        return byId != null
                ? Optional.of(byId)
                : checkpoints.values().stream()
                        .filter(checkpoint -> checkpoint.saved().name().equals(idOrName))
                        .findFirst();
    }

    private Stream<SimulatedLoopsCheckpoint> ofRun(String runId) {
        return checkpoints.values().stream()
                .map(Checkpoint::saved)
                .filter(saved -> saved.runId().equals(runId));
    }

    private Run knownRun(String runId) {
        Run run = runs.get(runId);
        if (run == null) {
            throw new IllegalArgumentException("no such run: " + runId);
        }
        return run;
    }

    private Checkpoint known(String id) {
        Checkpoint checkpoint = checkpoints.get(id);
        if (checkpoint == null) {
            throw new IllegalArgumentException("no such Loops checkpoint: " + id);
        }
        return checkpoint;
    }
}
