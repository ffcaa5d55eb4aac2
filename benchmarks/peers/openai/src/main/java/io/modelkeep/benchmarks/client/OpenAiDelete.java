package io.modelkeep.benchmarks.client;

import com.openai.client.OpenAIClient;
import com.openai.models.models.ModelDeleted;

/** Deletes models by openai-java, one after the other. */
final class OpenAiDelete {

    private OpenAiDelete() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        OpenAIClient client = OpenAi.client(arguments);
        try {
            Rounds.run(arguments, count -> delete(client, count));
        } finally {
            client.close();
        }
    }

    private static long delete(OpenAIClient client, long count) {
        for (long i = 0; i < count; i++) {
            String id = "model-" + i;
            ModelDeleted answer = client.models().delete(id);
            if (!answer.deleted() || !answer.id().equals(id)) {
                throw new IllegalStateException("not deleted: " + answer);
            }
        }
        return count;
    }
}
