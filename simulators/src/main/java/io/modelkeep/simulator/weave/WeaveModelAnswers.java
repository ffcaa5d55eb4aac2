package io.modelkeep.simulator.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.JsonText;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.RequestValues;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model routes under {@code /v2}: the fields of requests, and the answers. */
final class WeaveModelAnswers {
    private final WeaveProjects projects;
    private final WeaveDigests digestsIn;

    WeaveModelAnswers(WeaveProjects projects, WeaveDigests digestsIn) {
        this.projects = projects;
        this.digestsIn = digestsIn;
    }

    Answer create(String project, Request request) {
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

    Answer list(String project, Request request) {
        RequestValues values = new RequestValues();
        BigInteger limit = queryInteger(values, request, "limit");
        BigInteger offset = queryInteger(values, request, "offset");
        values.orRefuse();
        projects.checkPermitted(project);
        StringBuilder lines = new StringBuilder();
        for (WeaveRow row :
                projects.find(project, WeaveFilter.MODELS, WeaveOrder.DEFAULT, WeavePage.of(limit, offset))) {
            String source = source(row);
            lines.append(JsonText.write(
                            WeaveObjectJson.model(row, row.content().digest(), source == null ? "" : source)))
                    .append('\n');
        }
        return Answer.text(200, "application/jsonl", lines.toString());
    }

    private static @Nullable BigInteger queryInteger(RequestValues values, Request request, String name) {
        String text = request.queryValue(name);
        return text == null ? null : values.integer(TextNode.valueOf(text), List.of("query", name));
    }

    Answer read(String project, String objectId, String digest) {
        projects.checkPermitted(project);
        WeaveRow row = projects.read(project, objectId, digest);
        String source = source(row);
        if (source == null) {
            throw WeaveRefusals.of(400, "Model " + objectId + " has no source file");
        }
        return Answer.json(200, WeaveObjectJson.model(row, digest, source));
    }

    private @Nullable String source(WeaveRow row) {
        String file =
                row.content().val().path("files").path(WeaveContent.SOURCE_FILE).textValue();
        return file == null ? null : projects.file(file);
    }

    Answer delete(String project, String objectId, Request request) {
        RequestValues values = new RequestValues();
        List<String> digests =
                digestsIn == WeaveDigests.QUERY ? request.queryValues("digests") : bodyDigests(values, request);
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
}
