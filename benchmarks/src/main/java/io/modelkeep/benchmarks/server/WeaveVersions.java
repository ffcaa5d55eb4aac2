package io.modelkeep.benchmarks.server;

import java.nio.charset.StandardCharsets;

/** The object query of Weave, which finds one version of a model, and the deletion of versions. Every named version existed. */
final class WeaveVersions implements Shape {

    private static final String QUERY = "/objs/query";
    private static final String DELETION = "/obj/delete";

    @Override
    public boolean answers(BenchmarkRequest request) {
        return request.path().equals(QUERY) || request.path().equals(DELETION);
    }

    @Override
    public void answer(BenchmarkRequest request, BenchmarkAnswer answer) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        if (request.path().equals(DELETION)) {
            answer.json("{\"num_deleted\":" + texts(body, "\"digests\":[") + "}");
        } else {
            answer.json("{\"objs\":[{\"project_id\":\"team/project\",\"object_id\":\""
                    + text(body, "\"object_ids\":[\"")
                    + "\",\"digest\":\"" + Ids.digest(0) + "\",\"version_index\":0,\"is_latest\":1,\"kind\":\"object\""
                    + ",\"base_object_class\":\"Model\",\"leaf_object_class\":\"Model\""
                    + ",\"created_at\":\"2026-11-01T00:00:00Z\",\"val\":{}}]}");
        }
    }

    /** Returns the text after the start, up to the next quotation mark. */
    private static String text(String body, String start) {
        int from = body.indexOf(start) + start.length();
        return body.substring(from, body.indexOf('"', from));
    }

    /** Returns the number of texts in the list after the start. */
    private static long texts(String body, String start) {
        int from = body.indexOf(start) + start.length();
        return body.substring(from, body.indexOf(']', from))
                        .chars()
                        .filter(character -> character == '"')
                        .count()
                / 2;
    }
}
