package io.modelkeep.benchmarks.server;

/** The deletion of a model of OpenAI, in which each model existed. */
final class ModelDeletions implements Shape {

    private static final String START = "/v1/models/";

    @Override
    public boolean answers(BenchmarkRequest request) {
        return request.method().equals("DELETE") && request.path().startsWith(START);
    }

    @Override
    public void answer(BenchmarkRequest request, BenchmarkAnswer answer) {
        String id = request.path().substring(START.length());
        answer.json("{\"id\":\"" + id + "\",\"object\":\"model\",\"deleted\":true}");
    }
}
