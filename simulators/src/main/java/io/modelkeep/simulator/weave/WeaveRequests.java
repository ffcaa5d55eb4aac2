package io.modelkeep.simulator.weave;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.Refusal;
import io.modelkeep.simulator.internal.RequestValues;
import io.modelkeep.simulator.internal.SimulatedHttpService;
import io.modelkeep.simulator.internal.SimulatedRoute;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The W&amp;B Weave service: its routes, key check and rate limit, and the answers about objects of all classes. */
final class WeaveRequests implements SimulatedHttpService {
    private static final String INCLUDE_LABELS = "include_tags_and_aliases";

    private final WeaveOptions options;
    private final WeaveProjects projects;
    private final WeaveModelAnswers models;
    private final WeaveLabels labels;

    WeaveRequests(WeaveOptions options, WeaveProjects projects) {
        this.options = options;
        this.projects = projects;
        this.models = new WeaveModelAnswers(projects, options.digests());
        this.labels = new WeaveLabels(projects);
    }

    @Override
    public SimulatedHttpService copy() {
        return new WeaveRequests(options, projects.copy());
    }

    @Override
    public Set<String> lists() {
        return Stream.of(
                        WeaveOperation.LIST_MODELS,
                        WeaveOperation.LIST_VERSIONS,
                        WeaveOperation.GET_MODEL,
                        WeaveOperation.V2_LIST_MODELS)
                .map(WeaveOperation::spelled)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Request> firstHalf(Request request) {
        return operation(request).equals(Optional.of(WeaveOperation.DELETE_VERSIONS.spelled()))
                ? WeaveHalf.of(request)
                : Optional.empty();
    }

    @Override
    public List<String> operations() {
        return Arrays.stream(WeaveOperation.values())
                .map(WeaveOperation::spelled)
                .toList();
    }

    @Override
    public Optional<String> operation(Request request) {
        return SimulatedRoute.find(WeaveRoute.values(), request.method(), path(request))
                .map(route -> WeaveOperation.of(route, request).spelled());
    }

    /**
     * Returns the path below the base path, or a path that matches no route if the request is outside the base path.
     */
    private String path(Request request) {
        String path = request.path();
        return path.startsWith(options.basePath())
                ? path.substring(options.basePath().length())
                : "";
    }

    @Override
    public Answer answer(Request request) {
        String path = path(request);
        try {
            return SimulatedRoute.find(WeaveRoute.values(), request.method(), path)
                    .filter(this::has)
                    .map(route -> carriedOut(route, route.segments(path), request))
                    .orElseGet(() -> unrouted(path));
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private boolean has(WeaveRoute route) {
        return options.tagsAndAliases() || !route.isOfLabels();
    }

    private Answer unrouted(String path) {
        return SimulatedRoute.unrouted(SimulatedRoute.at(WeaveRoute.values(), path).stream()
                .filter(this::has)
                .toList());
    }

    private Answer carriedOut(WeaveRoute route, List<String> parts, Request request) {
        if (route.needsKey()) {
            WeaveKey.check(request.header("Authorization"), options.apiKey());
            admit();
        }
        return switch (route) {
            case HEALTH -> Answer.json(200, Map.of("status", "ok"));
            case SERVER_INFO ->
                Answer.json(
                        200,
                        Map.of("min_required_weave_python_version", "0.51.0", "trace_server_version", "simulated"));
            case READ_OBJECT -> readObject(request);
            case QUERY_OBJECTS -> queryObjects(request);
            case DELETE_OBJECT -> deleteObject(request);
            case ADD_TAGS -> labels.addTags(parts.get(0), parts.get(1), request);
            case REMOVE_TAGS -> labels.removeTags(parts.get(0), parts.get(1), request);
            case SET_ALIASES -> labels.setAliases(parts.get(0), request);
            case REMOVE_ALIASES -> labels.removeAliases(parts.get(0), request);
            case CREATE_MODEL -> models.create(project(parts), request);
            case LIST_MODELS -> models.list(project(parts), request);
            case READ_MODEL -> models.read(project(parts), parts.get(2), parts.get(3));
            case DELETE_MODEL -> models.delete(project(parts), parts.get(2), request);
        };
    }

    private void admit() {
        long seconds = options.rateLimit() == null ? 0 : options.rateLimit().tryAdmit();
        if (seconds > 0) {
            throw new Refusal(WeaveRefusals.upstream(429).answer().withHeader("Retry-After", Long.toString(seconds)));
        }
    }

    private static String project(List<String> parts) {
        return parts.get(0) + "/" + parts.get(1);
    }

    private Answer queryObjects(Request request) {
        RequestValues values = new RequestValues();
        WeaveFields body = WeaveFields.of(values, request)
                .only(known(
                        INCLUDE_LABELS,
                        "project_id",
                        "filter",
                        "limit",
                        "offset",
                        "sort_by",
                        "metadata_only",
                        "include_storage_size"));
        String project = body.text("project_id");
        WeaveFilter filter = WeaveFilter.of(body.optionalObject("filter"));
        Comparator<WeaveVersion> order = WeaveOrder.of(body.objects("sort_by"));
        BigInteger limit = body.optionalInteger("limit");
        BigInteger offset = body.optionalInteger("offset");
        WeaveObjectJson.Wanted wanted =
                new WeaveObjectJson.Wanted(body.flag("metadata_only"), body.flag("include_storage_size"), labels(body));
        values.orRefuse();
        checkProject(project);
        List<Map<String, @Nullable Object>> objs =
                projects.find(project, filter, order, WeavePage.of(limit, offset)).stream()
                        .map(row -> WeaveObjectJson.object(project, row, wanted))
                        .toList();
        return Answer.json(200, Map.of("objs", objs));
    }

    /** Returns the fields that a request may have. An older server does not know the last one. */
    private String[] known(String ofLabels, String... names) {
        return options.tagsAndAliases()
                ? Stream.concat(Stream.of(names), Stream.of(ofLabels)).toArray(String[]::new)
                : names;
    }

    private WeaveObjectJson.Labels labels(WeaveFields body) {
        if (!options.tagsAndAliases()) {
            return WeaveObjectJson.Labels.UNKNOWN;
        }
        return body.flag(INCLUDE_LABELS) ? WeaveObjectJson.Labels.INCLUDED : WeaveObjectJson.Labels.LEFT_OUT;
    }

    private Answer readObject(Request request) {
        RequestValues values = new RequestValues();
        WeaveFields body = WeaveFields.of(values, request)
                .only(known(INCLUDE_LABELS, "project_id", "object_id", "digest", "metadata_only"));
        String project = body.text("project_id");
        String objectId = body.text("object_id");
        String digest = body.text("digest");
        WeaveObjectJson.Wanted wanted = new WeaveObjectJson.Wanted(body.flag("metadata_only"), false, labels(body));
        values.orRefuse();
        checkProject(project);
        WeaveRow row = projects.read(project, objectId, digest);
        return Answer.json(200, Map.of("obj", WeaveObjectJson.object(project, row, wanted)));
    }

    private Answer deleteObject(Request request) {
        RequestValues values = new RequestValues();
        WeaveFields body = WeaveFields.of(values, request).only("project_id", "object_id", "digests");
        String project = body.text("project_id");
        String objectId = body.text("object_id");
        List<String> digests = body.texts("digests");
        values.orRefuse();
        checkProject(project);
        List<WeaveRow> deleted = projects.delete(project, objectId, digests);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("num_deleted", deleted.size());
        if (options.deletedVersions()) {
            json.put(
                    "deleted_versions",
                    deleted.stream().map(WeaveObjectJson::deletedVersion).toList());
        }
        return Answer.json(200, json).changingState();
    }

    private void checkProject(String project) {
        if (!project.matches("[^/]+/[^/]+")) {
            throw WeaveRefusals.of(400, "Invalid project_id: " + project);
        }
        projects.checkPermitted(project);
    }
}
