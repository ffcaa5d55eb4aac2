package io.modelkeep.benchmarks.server;

/** The deletions of W&amp;B Training, in which every named step existed. */
final class CheckpointDeletions implements Shape {

    @Override
    public boolean answers(BenchmarkRequest request) {
        return request.method().equals("DELETE") && request.path().startsWith("/v1/preview/models/");
    }

    @Override
    public void answer(BenchmarkRequest request, BenchmarkAnswer answer) {
        String path = request.path();
        if (path.endsWith("/checkpoints")) {
            answer.json("{\"deleted_count\":" + steps(request.body()) + ",\"not_found_steps\":[]}");
        } else {
            String model = path.substring(path.lastIndexOf('/') + 1);
            answer.json("{\"model_id\":\"" + model + "\",\"deleted_checkpoints\":0,\"deleted_run\":true}");
        }
    }

    /** Returns the number of numbers in the only list of the body. */
    private static int steps(byte[] body) {
        int numbers = 1;
        for (byte character : body) {
            if (character == ',') {
                numbers++;
            }
        }
        return numbers;
    }
}
