package io.modelkeep.benchmarks.client;

import com.openai.client.OpenAIClient;
import com.openai.models.finetuning.jobs.checkpoints.FineTuningJobCheckpoint;

/** Lists by openai-java: the checkpoints of a fine-tuning job, over its automatic pages. */
final class OpenAiList {

    private OpenAiList() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        OpenAIClient client = OpenAi.client(arguments);
        try {
            Rounds.run(arguments, count -> list(client, arguments, count));
        } finally {
            client.close();
        }
    }

    private static long list(OpenAIClient client, Arguments arguments, long count) {
        Caller caller = new Caller(arguments, count);
        for (FineTuningJobCheckpoint checkpoint :
                OpenAi.firstPage(client, arguments, count).autoPager()) {
            OpenAi.read(checkpoint.metrics(), caller::metric);
            caller.row(checkpoint.stepNumber());
        }
        return caller.checked();
    }
}
