package io.modelkeep.benchmarks.server;

/** OpenAI's deletion of a model: each was there. */
final class ModelDeletions implements Shape {

    private static final String START = "/v1/models/";

    @Override
    public boolean answers(Request request) {
        return request.method().equals("DELETE") && request.path().startsWith(START);
    }

    @Override
    public void answer(Request request, Answer answer) {
        String id = request.path().substring(START.length());
        answer.json("{\"id\":\"" + id + "\",\"object\":\"model\",\"deleted\":true}");
    }
}
