package io.modelkeep.simulator.weave;

import io.modelkeep.simulator.exchange.Answer;
import io.modelkeep.simulator.exchange.Request;
import io.modelkeep.simulator.internal.RequestValues;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The routes that set tags and aliases: the fields of requests, and the answers. */
final class WeaveLabels {
    private static final int MOST_CHARACTERS = 256;
    private static final Pattern RESERVED = Pattern.compile("latest|v\\d+");

    private final WeaveProjects projects;

    WeaveLabels(WeaveProjects projects) {
        this.projects = projects;
    }

    Answer addTags(String objectId, String digest, Request request) {
        Body body = Body.of(request, "tags");
        projects.checkPermitted(body.project());
        projects.addTags(body.project(), objectId, digest, body.names());
        return done();
    }

    Answer removeTags(String objectId, String digest, Request request) {
        Body body = Body.of(request, "tags");
        projects.checkPermitted(body.project());
        projects.removeTags(body.project(), objectId, digest, body.names());
        return done();
    }

    Answer setAliases(String objectId, Request request) {
        RequestValues values = new RequestValues();
        WeaveFields fields = WeaveFields.of(values, request).only("project_id", "digest", "aliases");
        String project = fields.text("project_id");
        String digest = fields.text("digest");
        List<String> aliases = names(values, fields, "aliases");
        for (int i = 0; i < aliases.size(); i++) {
            if (RESERVED.matcher(aliases.get(i)).matches()) {
                values.error(
                        "value_error",
                        List.of("body", "aliases", i),
                        "Value error, '" + aliases.get(i) + "' is a reserved alias",
                        aliases.get(i));
            }
        }
        values.orRefuse();
        projects.checkPermitted(project);
        projects.setAliases(project, objectId, digest, aliases);
        return done();
    }

    Answer removeAliases(String objectId, Request request) {
        Body body = Body.of(request, "aliases");
        projects.checkPermitted(body.project());
        projects.removeAliases(body.project(), objectId, body.names());
        return done();
    }

    private static Answer done() {
        return Answer.json(200, Map.of()).changingState();
    }

    private static List<String> names(RequestValues values, WeaveFields fields, String field) {
        List<String> names = fields.requiredTexts(field);
        for (int i = 0; i < names.size(); i++) {
            int length = names.get(i).length();
            if (length == 0 || length > MOST_CHARACTERS) {
                values.error(
                        length == 0 ? "string_too_short" : "string_too_long",
                        List.of("body", field, i),
                        "String should have 1 to " + MOST_CHARACTERS + " characters",
                        names.get(i));
            }
        }
        return names;
    }

    /** A body with exactly a project and names. */
    private record Body(String project, List<String> names) {

        static Body of(Request request, String field) {
            RequestValues values = new RequestValues();
            WeaveFields fields = WeaveFields.of(values, request).only("project_id", field);
            Body body = new Body(fields.text("project_id"), WeaveLabels.names(values, fields, field));
            values.orRefuse();
            return body;
        }
    }
}
