package io.modelkeep.benchmarks.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The list of a Loops run's checkpoints of Baseten, which has no pages, and their deletion. A run whose id ends in a dash and
 * a number has that many. A deleted checkpoint stays in the list.
 */
final class LoopsCheckpoints implements Shape {

    private static final String PATH = "/v1/loops/checkpoints";

    private final Map<String, String> lists = new ConcurrentHashMap<>();

    @Override
    public boolean answers(BenchmarkRequest request) {
        return request.path().startsWith(PATH);
    }

    @Override
    public void answer(BenchmarkRequest request, BenchmarkAnswer answer) {
        if (request.method().equals("DELETE")) {
            answer.json("{\"id\":\"" + request.path().substring(PATH.length() + 1) + "\",\"deleted\":true}");
        } else {
            answer.json(lists.computeIfAbsent(request.query("run_id").orElseThrow(), LoopsCheckpoints::list));
        }
    }

    private static String list(String run) {
        long count = Long.parseLong(run, run.lastIndexOf('-') + 1, run.length(), 10);
        StringBuilder list = new StringBuilder("{\"checkpoints\":[");
        for (long index = 0; index < count; index++) {
            list.append(index == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(Ids.loopsCheckpoint(index))
                    .append("\",\"checkpoint_id\":\"step-")
                    .append(index)
                    .append("\",\"run_id\":\"")
                    .append(run)
                    .append(
                            "\",\"target\":\"sampler\",\"created_at\":\"2026-11-01T00:00:00Z\",\"size_bytes\":123456789}");
        }
        return list.append("]}").toString();
    }
}
