package io.modelkeep.benchmarks.client;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonNumber;
import com.openai.core.JsonValue;
import com.openai.models.finetuning.jobs.checkpoints.CheckpointListPage;
import com.openai.models.finetuning.jobs.checkpoints.CheckpointListParams;
import com.openai.models.finetuning.jobs.checkpoints.FineTuningJobCheckpoint.Metrics;
import java.util.function.DoubleConsumer;

/** The server by openai-java: a fine-tuning job's checkpoints are what comes nearest to a training's. */
final class OpenAi {

    private OpenAi() {}

    static OpenAIClient client(Arguments arguments) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(arguments.origin() + "/v1")
                .apiKey("key")
                // By default what failed is sent up to twice more, each time after a pause.
                .maxRetries(0)
                .build();
    }

    /** Of the job that has so many checkpoints. */
    static CheckpointListPage firstPage(OpenAIClient client, Arguments arguments, long count) {
        CheckpointListParams list = CheckpointListParams.builder()
                .fineTuningJobId("ftjob-" + count)
                .limit(arguments.limit())
                .build();
        return client.fineTuning().jobs().checkpoints().list(list);
    }

    /** Reads all eight: seven that the library knows by name, and one from what it keeps of the rest. */
    // What is to be used instead makes another map of all eight for each row, which would not be fair.
    @SuppressWarnings("deprecation")
    static void read(Metrics metrics, DoubleConsumer reader) {
        reader.accept(metrics.fullValidLoss().orElseThrow());
        reader.accept(metrics.fullValidMeanTokenAccuracy().orElseThrow());
        reader.accept(metrics.step().orElseThrow());
        reader.accept(metrics.trainLoss().orElseThrow());
        reader.accept(metrics.trainMeanTokenAccuracy().orElseThrow());
        reader.accept(metrics.validLoss().orElseThrow());
        reader.accept(metrics.validMeanTokenAccuracy().orElseThrow());
        for (JsonValue other : metrics._additionalProperties().values()) {
            if (other instanceof JsonNumber number) {
                reader.accept(number.value().doubleValue());
            }
        }
    }
}
