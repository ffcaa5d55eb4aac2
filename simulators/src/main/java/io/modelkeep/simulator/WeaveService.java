package io.modelkeep.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The W&amp;B Weave service: its routes, what it reads from requests, and its answers. */
final class WeaveService implements Service {
    private final WeaveOptions options;
    private final WeaveProjects projects;

    WeaveService(WeaveOptions options, WeaveProjects projects) {
        this.options = options;
        this.projects = projects;
    }

    @Override
    public List<String> operations() {
        return Arrays.stream(WeaveOperation.values())
                .map(WeaveOperation::spelled)
                .toList();
    }

    @Override
    public Optional<String> operation(Request request) {
        return WeaveRoute.of(request.method(), path(request))
                .map(route -> WeaveOperation.of(route, request).spelled());
    }

    /** The path below the base path; no route's where it is elsewhere. */
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
            return WeaveRoute.of(request.method(), path)
                    .map(route -> carriedOut(route, route.parts(path), request))
                    .orElseGet(() -> unrouted(path));
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private static Answer unrouted(String path) {
        List<WeaveRoute> otherMethods = WeaveRoute.at(path);
        return otherMethods.isEmpty()
                ? Answer.detail(404, "Not Found")
                // Starlette names the methods of the first route with this path, and no others.
                : Answer.detail(405, "Method Not Allowed")
                        .withHeader("Allow", otherMethods.get(0).method());
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
            case CREATE_MODEL -> createModel(project(parts), request);
            case LIST_MODELS -> listModels(project(parts), request);
            case READ_MODEL -> readModel(project(parts), parts.get(2), parts.get(3));
            case DELETE_MODEL -> deleteModel(project(parts), parts.get(2), request);
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

    private Answer createModel(String project, Request request) {
        RequestValues values = new RequestValues();
        WeaveFields body = WeaveFields.of(values, request);
        String name = body.text("name");
        String sourceCode = body.text("source_code");
        String description = body.optionalText("description");
        ObjectNode attributes = body.optionalDictionary("attributes");
        values.orRefuse();
        projects.checkPermitted(project);
        ObjectNode val = WeaveContent.model(name, description, projects.keepFile(sourceCode));
        if (attributes != null) {
            val.setAll(attributes);
        }
        WeaveProjects.Publication publication = projects.publish(project, WeaveName.objectId(name), val);
        WeaveRow row = publication.row();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("digest", row.content().digest());
        json.put("object_id", row.objectId());
        json.put("version_index", row.versionIndex());
        json.put(
                "model_ref",
                "weave:///" + project + "/object/" + row.objectId() + ":"
                        + row.content().digest());
        Answer answer = Answer.json(200, json);
        return publication.changedState() ? answer.changingState() : answer;
    }

    private Answer listModels(String project, Request request) {
        RequestValues values = new RequestValues();
        BigInteger limit = queryInteger(values, request, "limit");
        BigInteger offset = queryInteger(values, request, "offset");
        values.orRefuse();
        projects.checkPermitted(project);
        StringBuilder lines = new StringBuilder();
        for (WeaveRow row :
                projects.find(project, WeaveFilter.MODELS, WeaveOrder.DEFAULT, WeavePage.of(limit, offset))) {
            String source = source(row);
            lines.append(Json.write(WeaveJson.model(row, row.content().digest(), source == null ? "" : source)))
                    .append('\n');
        }
        return Answer.text(200, "application/jsonl", lines.toString());
    }

    private static @Nullable BigInteger queryInteger(RequestValues values, Request request, String name) {
        String text = request.queryValue(name);
        return text == null ? null : values.integer(TextNode.valueOf(text), List.of("query", name));
    }

    private Answer readModel(String project, String objectId, String digest) {
        projects.checkPermitted(project);
        WeaveRow row = projects.read(project, objectId, digest);
        String source = source(row);
        if (source == null) {
            throw WeaveRefusals.of(400, "Model " + objectId + " has no source file");
        }
        return Answer.json(200, WeaveJson.model(row, digest, source));
    }

    private @Nullable String source(WeaveRow row) {
        String file =
                row.content().val().path("files").path(WeaveContent.SOURCE_FILE).textValue();
        return file == null ? null : projects.file(file);
    }

    private Answer deleteModel(String project, String objectId, Request request) {
        RequestValues values = new RequestValues();
        List<String> digests =
                options.digests() == WeaveDigests.QUERY ? request.queryValues("digests") : bodyDigests(values, request);
        values.orRefuse();
        projects.checkPermitted(project);
        int deleted = projects.delete(project, objectId, digests).size();
        return Answer.json(200, Map.of("num_deleted", deleted)).changingState();
    }

    private static List<String> bodyDigests(RequestValues values, Request request) {
        JsonNode body = values.json(request);
        return body == null || body.isMissingNode() || body.isNull()
                ? List.of()
                : WeaveFields.texts(values, body, List.of("body"));
    }

    private Answer queryObjects(Request request) {
        RequestValues values = new RequestValues();
        WeaveFields body = WeaveFields.of(values, request)
                .only(
                        "project_id",
                        "filter",
                        "limit",
                        "offset",
                        "sort_by",
                        "metadata_only",
                        "include_storage_size",
                        "include_tags_and_aliases");
        String project = body.text("project_id");
        WeaveFilter filter = filter(body.optionalObject("filter"));
        Comparator<WeaveVersion> order = order(body.objects("sort_by"));
        BigInteger limit = body.optionalInteger("limit");
        BigInteger offset = body.optionalInteger("offset");
        WeaveJson.Wanted wanted = new WeaveJson.Wanted(
                body.flag("metadata_only"), body.flag("include_storage_size"), body.flag("include_tags_and_aliases"));
        values.orRefuse();
        checkProject(project);
        List<Map<String, @Nullable Object>> objs =
                projects.find(project, filter, order, WeavePage.of(limit, offset)).stream()
                        .map(row -> WeaveJson.object(project, row, wanted))
                        .toList();
        return Answer.json(200, Map.of("objs", objs));
    }

    private static WeaveFilter filter(@Nullable WeaveFields fields) {
        if (fields == null) {
            return WeaveFilter.ALL;
        }
        fields.only(
                "base_object_classes",
                "exclude_base_object_classes",
                "leaf_object_classes",
                "object_ids",
                "is_op",
                "latest_only",
                "tags",
                "aliases");
        return new WeaveFilter(
                fields.texts("base_object_classes"),
                fields.texts("exclude_base_object_classes"),
                fields.texts("leaf_object_classes"),
                fields.texts("object_ids"),
                fields.optionalFlag("is_op"),
                fields.flag("latest_only"),
                fields.texts("tags"),
                fields.texts("aliases"));
    }

    private static Comparator<WeaveVersion> order(List<WeaveFields> sorts) {
        Comparator<WeaveVersion> order = null;
        for (WeaveFields sort : sorts) {
            sort.only("field", "direction");
            String field = sort.text("field");
            String direction = sort.either("direction", "asc", "desc");
            Comparator<WeaveVersion> next = WeaveOrder.by(field, direction);
            if (next != null) {
                order = order == null ? next : order.thenComparing(next);
            }
        }
        return order == null ? WeaveOrder.DEFAULT : order.thenComparing(WeaveOrder.DEFAULT);
    }

    private Answer readObject(Request request) {
        RequestValues values = new RequestValues();
        WeaveFields body = WeaveFields.of(values, request)
                .only("project_id", "object_id", "digest", "metadata_only", "include_tags_and_aliases");
        String project = body.text("project_id");
        String objectId = body.text("object_id");
        String digest = body.text("digest");
        WeaveJson.Wanted wanted =
                new WeaveJson.Wanted(body.flag("metadata_only"), false, body.flag("include_tags_and_aliases"));
        values.orRefuse();
        checkProject(project);
        WeaveRow row = projects.read(project, objectId, digest);
        return Answer.json(200, Map.of("obj", WeaveJson.object(project, row, wanted)));
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
                    deleted.stream().map(WeaveJson::deletedVersion).toList());
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
