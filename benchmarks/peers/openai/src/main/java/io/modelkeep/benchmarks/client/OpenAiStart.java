package io.modelkeep.benchmarks.client;

import io.modelkeep.benchmarks.server.Rows;

import com.openai.client.OpenAIClient;
import com.openai.models.finetuning.jobs.checkpoints.FineTuningJobCheckpoint;
import java.util.DoubleSummaryStatistics;

/** Reads one page by openai-java and ends; its process is what is measured. */
final class OpenAiStart {

    private OpenAiStart() {}

    public static void main(String... texts) {
        Arguments arguments = new Arguments(texts);
        OpenAIClient client = OpenAi.client(arguments);
        DoubleSummaryStatistics numbers = new DoubleSummaryStatistics();
        long rows = 0;
        for (FineTuningJobCheckpoint checkpoint :
                OpenAi.firstPage(client, arguments, arguments.count()).items()) {
            OpenAi.read(checkpoint.metrics(), numbers);
            rows++;
        }
        client.close();
        if (numbers.getCount() != rows * Rows.METRICS.size()) {
            throw new IllegalStateException(numbers + " of " + rows + " rows");
        }
        System.out.println("sample items=" + rows);
    }
}
