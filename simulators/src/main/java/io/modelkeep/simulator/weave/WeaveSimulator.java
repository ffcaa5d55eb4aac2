package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.SimulatorBuilder;
import io.modelkeep.simulator.internal.LocalServer;
import io.modelkeep.simulator.internal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A local server that simulates the W&amp;B Weave trace service for models and other objects.
 *
 * <p>The simulator follows the published OpenAPI document and the open server code. It has the model routes under
 * {@code /v2}, and {@code /objs/query}, {@code /obj/read} and {@code /obj/delete} for objects of all kinds. Deletions
 * are soft. They leave the digest, its index and a 404 that states when the version was deleted. The key is a bearer
 * token or a Basic password of any user.
 *
 * <p>The operations for {@link #inject} are named after the purpose of a request:
 * <ul>
 * <li>{@code create-model}
 * <li>{@code list-models}, {@code list-versions} (with object ids) and {@code get-model} (with object ids, latest
 * only), all three by {@code /objs/query}
 * <li>{@code delete-versions} (with a digest, in query or body) and {@code delete-model} (without one), both by
 * either route
 * <li>{@code v2-list-models}, {@code v2-read-model}, {@code read-object}, {@code add-tags}, {@code remove-tags},
 * {@code set-aliases} and {@code remove-aliases}
 * <li>{@code health} and {@code server-info}, which need no key
 * </ul>
 *
 * <p>Where servers differ, the {@link Builder} chooses. Time is simulated: it advances by a millisecond with each
 * write, and by {@link #passTime}. A project exists as soon as it is named. The state is in memory. The cost of a
 * query grows with the number of versions that its filter selects.
 *
 * @see <a href="https://docs.coreweave.com/weave/reference/service-api">Weave service API</a>
 * @see <a href="https://github.com/wandb/weave">the open server code</a>
 */
public final class WeaveSimulator extends Simulator {
    private static final String SOURCE = "import weave\n\n\nclass Simulated(weave.Model):\n    pass\n";

    private final WeaveProjects projects;

    private WeaveSimulator(WeaveOptions options, int port) {
        this(options, new WeaveProjects(options.startTime(), options.latest()), port);
    }

    private WeaveSimulator(WeaveOptions options, WeaveProjects projects, int port) {
        super(LocalServer.start(new WeaveRequests(options, projects), port), options.basePath(), options.apiKey());
        this.projects = projects;
    }

    /** Starts a simulator of a current server on a free port, with a random key. */
    public static WeaveSimulator start() {
        return builder().start();
    }

    /** Returns a builder with the default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a model with one version, as the model route does. Returns the object id made from its name.
     *
     * @throws IllegalArgumentException if there is or was an object of that id, or no id can be made from the name
     */
    public String addModel(String entity, String project, String name) {
        String objectId = WeaveName.objectId(name);
        return add(entity, project, objectId, WeaveContent.model(name, null, projects.keepFile(SOURCE)));
    }

    /**
     * Creates a model with one version, as the Python SDK publishes it. The model has a separate class, no stored
     * source, and its name as object id.
     *
     * @throws IllegalArgumentException if there is or was an object of that id, or the name is not a valid id
     */
    public String addModelWithoutSource(String entity, String project, String name) {
        return add(entity, project, name, WeaveContent.sdkModel(name));
    }

    /**
     * Creates an object of another class, such as {@code Dataset}, with one version and its name as object id.
     *
     * @throws IllegalArgumentException if there is or was an object of that id, or the name is not a valid id
     */
    public String addObject(String entity, String project, String baseObjectClass, String name) {
        return add(entity, project, name, WeaveContent.object(baseObjectClass, name));
    }

    /**
     * Creates an op with one version and its name as object id.
     *
     * @throws IllegalArgumentException if there is or was an object of that id, or the name is not a valid id
     */
    public String addOp(String entity, String project, String name) {
        return add(entity, project, name, WeaveContent.op(projects.keepFile(SOURCE)));
    }

    private String add(String entity, String project, String objectId, ObjectNode val) {
        try {
            projects.add(id(entity, project), objectId, val);
            return objectId;
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("not a valid object id: " + objectId, refusal);
        }
    }

    /**
     * Adds versions with different contents and returns their digests, oldest first.
     *
     * @throws IllegalArgumentException if there is no such object or the count is negative
     */
    public List<String> addVersions(String entity, String project, String objectId, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("negative count: " + count);
        }
        return projects.addVersions(id(entity, project), objectId, count);
    }

    /**
     * Points the alias to this version, and to no other one of the object.
     *
     * @throws IllegalArgumentException if there is no such live version, or the service reserves that alias
     */
    public void setAlias(String entity, String project, String objectId, String digest, String alias) {
        projects.setAlias(id(entity, project), objectId, digest, alias);
    }

    /**
     * Adds a tag to this version.
     *
     * @throws IllegalArgumentException if there is no such live version
     */
    public void addTag(String entity, String project, String objectId, String digest, String tag) {
        projects.addTag(id(entity, project), objectId, digest, tag);
    }

    /**
     * Points {@code latest} to this version, as publishing its content again does.
     *
     * @throws IllegalArgumentException if there is no such live version
     */
    public void moveLatest(String entity, String project, String objectId, String digest) {
        projects.moveLatest(id(entity, project), objectId, digest);
    }

    /**
     * Deletes one version as another client would, without a request.
     *
     * @throws IllegalArgumentException if there is no such live version
     */
    public void delete(String entity, String project, String objectId, String digest) {
        projects.deleteLive(id(entity, project), objectId, digest);
    }

    /** Returns the object ids of all models that have a live version, oldest first. */
    public List<String> models(String entity, String project) {
        return projects.models(id(entity, project));
    }

    /** Returns the live versions of an object, oldest first. The list is empty if there is no such object. */
    public List<SimulatedVersion> versions(String entity, String project, String objectId) {
        return projects.versions(id(entity, project), objectId, false);
    }

    /** Returns the deleted versions of an object, oldest first. The list is empty if there is no such object. */
    public List<SimulatedVersion> deletedVersions(String entity, String project, String objectId) {
        return projects.versions(id(entity, project), objectId, true);
    }

    /** Denies the key access to the project: requests for it answer 403 from now on. */
    public void forbid(String entity, String project) {
        projects.forbid(id(entity, project));
    }

    /**
     * Advances the simulated time, so that later writes are that much younger.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void passTime(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("negative duration: " + duration);
        }
        projects.pass(duration);
    }

    private static String id(String entity, String project) {
        return entity + "/" + project;
    }

    /** The builder of a {@link WeaveSimulator}. Not thread-safe; one builder can start several simulators. */
    public static final class Builder extends SimulatorBuilder<Builder> {
        private String basePath = "";
        private WeaveDigests digests = WeaveDigests.QUERY;
        private boolean deletedVersions = true;
        private WeaveLatest latest = WeaveLatest.PUBLISHED;
        private boolean tagsAndAliases = true;
        private Instant startTime = Instant.parse("2026-01-01T00:00:00Z");

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the base path of the service, such as {@code /traces} on self-managed servers. The default is empty.
         *
         * @throws IllegalArgumentException unless the path is empty, or plain segments each after a slash
         */
        public Builder basePath(String basePath) {
            if (!basePath.matches("(/[\\w.~-]+)*")) {
                throw new IllegalArgumentException("not a valid base path: " + basePath);
            }
            this.basePath = basePath;
            return this;
        }

        /** Sets where the model route reads digests to delete. The default is {@link WeaveDigests#QUERY}. */
        public Builder digests(WeaveDigests digests) {
            this.digests = digests;
            return this;
        }

        /** Omits the optional {@code deleted_versions} from answers, as servers before July 2026 do. */
        public Builder withoutDeletedVersions() {
            this.deletedVersions = false;
            return this;
        }

        /** Sets the meaning of {@code latest}. The default is {@link WeaveLatest#PUBLISHED}. */
        public Builder latest(WeaveLatest latest) {
            this.latest = latest;
            return this;
        }

        /**
         * Removes tags and aliases, as on older servers. A request that asks for them is answered by 422 with the
         * name of the field, and the routes that set them do not exist.
         */
        public Builder withoutTagsAndAliases() {
            this.tagsAndAliases = false;
            return this;
        }

        /** Sets the simulated time at the start, truncated to milliseconds. The default is the start of 2026. */
        public Builder startTime(Instant startTime) {
            this.startTime = startTime;
            return this;
        }

        @Override
        public WeaveSimulator start() {
            WeaveOptions options = new WeaveOptions(
                    apiKey(), basePath, digests, deletedVersions, latest, tagsAndAliases, startTime, rateLimit());
            return new WeaveSimulator(options, port());
        }
    }
}
