package io.modelkeep.benchmarks.client;

import com.openai.client.OpenAIClient;
import com.openai.models.models.ModelDeleted;

/** Deletes one model a call by openai-java, and reads what the answer says. */
final class OpenAiDelete {

    private OpenAiDelete() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        OpenAIClient client = OpenAi.client(arguments);
        try {
            Rounds.run(arguments, new ClientCalls(() -> delete(client, "model-1")));
        } finally {
            client.close();
        }
    }

    private static ModelDeleted delete(OpenAIClient client, String id) {
        ModelDeleted answer = client.models().delete(id);
        if (!answer.deleted() || !answer.id().equals(id)) {
            throw new IllegalStateException("not deleted: " + answer);
        }
        return answer;
    }
}
