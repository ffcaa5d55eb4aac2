package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelkeep.simulator.Simulator;
import io.modelkeep.simulator.internal.LocalServer;
import io.modelkeep.simulator.internal.RateLimit;
import io.modelkeep.simulator.internal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local server that behaves like the W&amp;B Weave trace service for models and the objects beside them.
 *
 * <p>It answers as the published OpenAPI document and the open server code say: the model routes under {@code /v2}, and
 * {@code /objs/query}, {@code /obj/read} and {@code /obj/delete}, which know objects of all kinds. Deletions are soft:
 * they leave the digest, its index and a 404 that tells when. The key is a bearer token or a Basic password of any user.
 *
 * <p>A fault is scripted for what a request is for: {@code create-model}; {@code list-models}, {@code list-versions} (with
 * object ids) and {@code get-model} (with object ids, latest only), all three of {@code /objs/query};
 * {@code delete-versions} (with a digest, in query or body) and {@code delete-model} (without one), both by either route;
 * {@code v2-list-models}, {@code v2-read-model}, {@code read-object}, {@code add-tags}, {@code remove-tags},
 * {@code set-aliases}, {@code remove-aliases}, {@code health} and {@code server-info}. The last two
 * need no key. Where servers differ a {@link Builder} chooses.
 *
 * <p>Time is simulated: it moves a millisecond with each write, and by {@link #passTime}. A project is there as soon as it
 * is named. State lives in memory; a query costs what the versions cost that its filter leads to.
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

    /** Starts a simulator on a free port, with a random key, as a current server. */
    public static WeaveSimulator start() {
        return builder().start();
    }

    /** Returns the settings of a simulator, all at their defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a model with one version, as the model route does, and returns the object id made from its name.
     *
     * @throws IllegalArgumentException if there is or was an object of that id, or no id can be made from the name
     */
    public String addModel(String entity, String project, String name) {
        String objectId = WeaveName.objectId(name);
        return add(entity, project, objectId, WeaveContent.model(name, null, projects.keepFile(SOURCE)));
    }

    /**
     * Creates a model with one version, as the Python SDK publishes it: of a class of its own, without stored source, and
     * with its name as object id.
     *
     * @throws IllegalArgumentException if there is or was an object of that id, or the name is no id
     */
    public String addModelWithoutSource(String entity, String project, String name) {
        return add(entity, project, name, WeaveContent.sdkModel(name));
    }

    /**
     * Creates an object of another class, such as {@code Dataset}, with one version, and with its name as object id.
     *
     * @throws IllegalArgumentException if there is or was an object of that id, or the name is no id
     */
    public String addObject(String entity, String project, String baseObjectClass, String name) {
        return add(entity, project, name, WeaveContent.object(baseObjectClass, name));
    }

    /**
     * Creates an op with one version, and with its name as object id.
     *
     * @throws IllegalArgumentException if there is or was an object of that id, or the name is no id
     */
    public String addOp(String entity, String project, String name) {
        return add(entity, project, name, WeaveContent.op(projects.keepFile(SOURCE)));
    }

    private String add(String entity, String project, String objectId, ObjectNode val) {
        try {
            projects.add(id(entity, project), objectId, val);
            return objectId;
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("no object id: " + objectId, refusal);
        }
    }

    /**
     * Adds versions, each with content of its own, and returns their digests, oldest first.
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
     * Lets the alias name this version, and no other one of the object.
     *
     * @throws IllegalArgumentException if there is no such live version, or the service gives that alias itself
     */
    public void setAlias(String entity, String project, String objectId, String digest, String alias) {
        projects.setAlias(id(entity, project), objectId, digest, alias);
    }

    /**
     * Tags this version.
     *
     * @throws IllegalArgumentException if there is no such live version
     */
    public void addTag(String entity, String project, String objectId, String digest, String tag) {
        projects.addTag(id(entity, project), objectId, digest, tag);
    }

    /**
     * Lets {@code latest} mean this version, as publishing its content again does.
     *
     * @throws IllegalArgumentException if there is no such live version
     */
    public void moveLatest(String entity, String project, String objectId, String digest) {
        projects.moveLatest(id(entity, project), objectId, digest);
    }

    /**
     * Deletes one version behind the client's back.
     *
     * @throws IllegalArgumentException if there is no such live version
     */
    public void delete(String entity, String project, String objectId, String digest) {
        projects.deleteLive(id(entity, project), objectId, digest);
    }

    /** The object ids of all models that have a live version, oldest first. */
    public List<String> models(String entity, String project) {
        return projects.models(id(entity, project));
    }

    /** The live versions of an object, oldest first; none where there is no such object. */
    public List<SimulatedVersion> versions(String entity, String project, String objectId) {
        return projects.versions(id(entity, project), objectId, false);
    }

    /** The deleted versions of an object, oldest first; none where there is no such object. */
    public List<SimulatedVersion> deletedVersions(String entity, String project, String objectId) {
        return projects.versions(id(entity, project), objectId, true);
    }

    /** Makes the project one that the key may not touch: requests for it answer 403 from now on. */
    public void forbid(String entity, String project) {
        projects.forbid(id(entity, project));
    }

    /**
     * Moves the simulated time on, so that what is written next is that much younger.
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

    /** The settings of a {@link WeaveSimulator}. Not thread-safe; can start several simulators. */
    public static final class Builder {
        private int port;
        private @Nullable String apiKey;
        private String basePath = "";
        private WeaveDigests digests = WeaveDigests.QUERY;
        private boolean deletedVersions = true;
        private WeaveLatest latest = WeaveLatest.PUBLISHED;
        private boolean tagsAndAliases = true;
        private Instant startTime = Instant.parse("2026-01-01T00:00:00Z");
        private int rateLimitRequests;
        private Duration rateLimitWindow = Duration.ZERO;

        private Builder() {}

        /** The port to listen on; 0, the default, takes any free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * The API key to accept; by default a random one for each simulator.
         *
         * @throws IllegalArgumentException if it is empty or not made of visible ASCII characters
         */
        public Builder apiKey(String apiKey) {
            this.apiKey = checkedKey(apiKey);
            return this;
        }

        /**
         * The path below which the service is, {@code /traces} on self-managed servers; by default none.
         *
         * @throws IllegalArgumentException unless it is empty, or plain segments each after a slash
         */
        public Builder basePath(String basePath) {
            if (!basePath.matches("(/[\\w.~-]+)*")) {
                throw new IllegalArgumentException("no base path: " + basePath);
            }
            this.basePath = basePath;
            return this;
        }

        /** Where the model route reads digests to delete; by default {@link WeaveDigests#QUERY}. */
        public Builder digests(WeaveDigests digests) {
            this.digests = digests;
            return this;
        }

        /** Leaves the optional {@code deleted_versions} out of answers, as servers before July 2026 do. */
        public Builder withoutDeletedVersions() {
            this.deletedVersions = false;
            return this;
        }

        /** What {@code latest} means; by default {@link WeaveLatest#PUBLISHED}. */
        public Builder latest(WeaveLatest latest) {
            this.latest = latest;
            return this;
        }

        /**
         * Knows neither tags nor aliases, as older servers: a request that asks for them is answered by 422 that names the
         * field, and the routes that set them are not there.
         */
        public Builder withoutTagsAndAliases() {
            this.tagsAndAliases = false;
            return this;
        }

        /** The simulated time at the start, cut to milliseconds; by default the start of 2026. */
        public Builder startTime(Instant startTime) {
            this.startTime = startTime;
            return this;
        }

        /**
         * Answers 429 with {@code Retry-After} in seconds to what exceeds this number of requests in a window of time.
         *
         * <p>A window opens with the first request after the one before it. Only operations that need a key count. By
         * default there is no limit.
         *
         * @throws IllegalArgumentException if the number or the window is not positive
         */
        public Builder rateLimit(int requests, Duration window) {
            if (requests < 1 || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException("no rate limit: " + requests + " in " + window);
            }
            this.rateLimitRequests = requests;
            this.rateLimitWindow = window;
            return this;
        }

        /**
         * Starts a simulator.
         *
         * @throws java.io.UncheckedIOException if the port cannot be had
         */
        public WeaveSimulator start() {
            RateLimit rateLimit =
                    rateLimitRequests == 0 ? null : new RateLimit(rateLimitRequests, rateLimitWindow, System::nanoTime);
            WeaveOptions options = new WeaveOptions(
                    apiKey == null ? randomKey() : apiKey,
                    basePath,
                    digests,
                    deletedVersions,
                    latest,
                    tagsAndAliases,
                    startTime,
                    rateLimit);
            return new WeaveSimulator(options, port);
        }
    }
}
