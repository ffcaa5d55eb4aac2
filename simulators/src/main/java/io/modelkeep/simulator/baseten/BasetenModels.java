package io.modelkeep.simulator.baseten;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The teams and models of the Baseten simulator, with deployments and environments. Thread-safe; each method is
 * atomic.
 */
final class BasetenModels {
    static final String PRODUCTION = "production";
    static final String DEVELOPMENT = "development";

    private static final String DEFAULT_TEAM = "simulated-team";

    private final BasetenSequence sequence;
    private final int refusalStatus;
    private final boolean servingIsDeleted;
    private final Map<String, Team> teams = new LinkedHashMap<>();
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();

    record Team(String id, String name, boolean isDefault, Instant createdAt) {}

    /** An immutable state of a model. */
    record Model(
            String id,
            Instant createdAt,
            String name,
            Team team,
            int deploymentsMade,
            Map<String, Deployment> deployments,
            Map<String, Instant> environments) {

        Optional<Deployment> in(String environment) {
            return deployments.values().stream()
                    .filter(deployment -> environment.equals(deployment.environment()))
                    .findFirst();
        }

        /** Returns the deployment with that id, or the one in the environment of that name. */
        Deployment deployment(String idOrPlace) {
            Deployment deployment = deployments.get(idOrPlace);
            if (deployment == null && (idOrPlace.equals(PRODUCTION) || idOrPlace.equals(DEVELOPMENT))) {
                deployment = in(idOrPlace).orElse(null);
            }
            if (deployment == null) {
                throw BasetenErrorAnswers.notFound("Deployment");
            }
            return deployment;
        }

        private Model with(Collection<Deployment> changed) {
            Map<String, Deployment> all = new LinkedHashMap<>(deployments);
            changed.forEach(deployment -> all.put(deployment.id(), deployment));
            int made = deploymentsMade + all.size() - deployments.size();
            return new Model(id, createdAt, name, team, made, all, environments);
        }

        private Model without(String deploymentId) {
            Map<String, Deployment> left = new LinkedHashMap<>(deployments);
            left.remove(deploymentId);
            return new Model(id, createdAt, name, team, deploymentsMade, left, environments);
        }

        private Model withEnvironment(String environment, Instant time) {
            Map<String, Instant> all = new LinkedHashMap<>(environments);
            all.putIfAbsent(environment, time);
            return new Model(id, createdAt, name, team, deploymentsMade, deployments, all);
        }
    }

    record Deployment(
            String id,
            Instant createdAt,
            String name,
            String status,
            @Nullable String environment) {
        boolean isIn(String place) {
            return place.equals(environment);
        }

        Deployment withStatus(String newStatus) {
            return new Deployment(id, createdAt, name, newStatus, environment);
        }

        Deployment withEnvironment(@Nullable String newEnvironment) {
            return new Deployment(id, createdAt, name, status, newEnvironment);
        }
    }

    BasetenModels(BasetenSequence sequence, BasetenOptions options) {
        this(sequence, options.refusalStatus(), options.has(BasetenQuirk.SERVING_IS_DELETED));
        addTeam(DEFAULT_TEAM);
    }

    private BasetenModels(BasetenSequence sequence, int refusalStatus, boolean servingIsDeleted) {
        this.sequence = sequence;
        this.refusalStatus = refusalStatus;
        this.servingIsDeleted = servingIsDeleted;
    }

    /** Returns an independent copy of the present state. */
    synchronized BasetenModels copy() {
        BasetenModels copy = new BasetenModels(sequence, refusalStatus, servingIsDeleted);
        copy.teams.putAll(teams);
        copy.models.putAll(models);
        copy.hidden.addAll(hidden);
        return copy;
    }

    synchronized String addTeam(String name) {
        Optional<Team> existing =
                teams.values().stream().filter(team -> team.name().equals(name)).findFirst();
        if (existing.isPresent()) {
            return existing.get().id();
        }
        Team team = new Team(sequence.nextId(), name, teams.isEmpty(), sequence.nextTime());
        teams.put(team.id(), team);
        return team.id();
    }

    synchronized String add(String name) {
        return add(DEFAULT_TEAM, name);
    }

    synchronized String add(String teamName, String name) {
        Team team = Objects.requireNonNull(teams.get(addTeam(teamName)));
        if (models.values().stream()
                .anyMatch(model -> model.team().equals(team) && model.name().equals(name))) {
            throw new IllegalArgumentException("team " + teamName + " has a model named " + name);
        }
        Instant time = sequence.nextTime();
        Model model = new Model(sequence.nextId(), time, name, team, 0, Map.of(), Map.of(PRODUCTION, time));
        models.put(model.id(), model);
        addDeployments(model.id(), 1);
        return model.id();
    }

    synchronized List<String> addDeployments(String modelId, int count) {
        Model model = known(modelId);
        List<Deployment> added = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String name = "deployment-" + (model.deploymentsMade() + i);
            added.add(new Deployment(sequence.nextId(), sequence.nextTime(), name, "ACTIVE", null));
        }
        models.put(modelId, model.with(added));
        return added.stream().map(Deployment::id).toList();
    }

    synchronized void promote(String modelId, String deploymentId, String environment) {
        Model model = known(modelId);
        List<Deployment> changed = new ArrayList<>();
        model.in(environment).ifPresent(holder -> changed.add(holder.withEnvironment(null)));
        changed.add(knownDeployment(modelId, deploymentId).withEnvironment(environment));
        models.put(modelId, model.with(changed).withEnvironment(environment, sequence.nextTime()));
    }

    synchronized void setStatus(String modelId, String deploymentId, String status) {
        Deployment changed = knownDeployment(modelId, deploymentId).withStatus(status);
        models.put(modelId, known(modelId).with(List.of(changed)));
    }

    synchronized void hideProduction(String modelId) {
        hidden.add(known(modelId).id());
    }

    synchronized boolean hidesProduction(String modelId) {
        return hidden.contains(modelId);
    }

    synchronized Team team(String teamId) {
        Team team = teams.get(teamId);
        if (team == null) {
            throw BasetenErrorAnswers.notFound("Team");
        }
        return team;
    }

    synchronized String defaultTeam() {
        return addTeam(DEFAULT_TEAM);
    }

    synchronized List<Team> teams() {
        return List.copyOf(teams.values());
    }

    synchronized List<Model> all() {
        return List.copyOf(models.values());
    }

    synchronized Model get(String modelId) {
        Model model = models.get(modelId);
        if (model == null) {
            throw BasetenErrorAnswers.notFound("Model");
        }
        return model;
    }

    /** Deletes the model with all its deployments and environments, even if they serve traffic. */
    synchronized void delete(String modelId) {
        models.remove(get(modelId).id());
    }

    synchronized void deleteDeployment(String modelId, String deploymentId) {
        Model model = get(modelId);
        Deployment deployment = model.deployments().get(deploymentId);
        if (deployment == null) {
            throw BasetenErrorAnswers.notFound("Deployment");
        }
        if (deployment.environment() != null && !servingIsDeleted) {
            throw BasetenErrorAnswers.refused(
                    refusalStatus,
                    "The deployment is associated with the environment " + deployment.environment()
                            + " and cannot be deleted");
        }
        if (model.deployments().size() == 1) {
            throw BasetenErrorAnswers.refused(refusalStatus, "The only deployment of a model cannot be deleted");
        }
        models.put(modelId, model.without(deploymentId));
    }

    /** Deactivates the deployment and reports whether that changed anything. */
    synchronized boolean deactivate(String modelId, String idOrPlace) {
        Model model = get(modelId);
        Deployment deployment = model.deployment(idOrPlace);
        if (deployment.status().equals("INACTIVE")) {
            return false;
        }
        models.put(modelId, model.with(List.of(deployment.withStatus("INACTIVE"))));
        return true;
    }

    synchronized List<SimulatedDeployment> deployments(String modelId) {
        Model model = models.get(modelId);
        return model == null
                ? List.of()
                : model.deployments().values().stream()
                        .map(deployment -> new SimulatedDeployment(
                                deployment.id(),
                                deployment.name(),
                                deployment.status(),
                                Optional.ofNullable(deployment.environment())))
                        .toList();
    }

    private Model known(String modelId) {
        Model model = models.get(modelId);
        if (model == null) {
            throw new IllegalArgumentException("no such model: " + modelId);
        }
        return model;
    }

    private Deployment knownDeployment(String modelId, String deploymentId) {
        Deployment deployment = known(modelId).deployments().get(deploymentId);
        if (deployment == null) {
            throw new IllegalArgumentException("no such deployment: " + deploymentId);
        }
        return deployment;
    }
}
