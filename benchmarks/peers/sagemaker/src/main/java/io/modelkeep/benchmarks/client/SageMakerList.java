package io.modelkeep.benchmarks.client;

import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;

/** Lists by the AWS SDK: training jobs, over the paginator. */
final class SageMakerList {

    private SageMakerList() {}

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        try (SageMakerClient client = SageMaker.client(arguments)) {
            Rounds.run(arguments, count -> list(client, arguments, count));
        }
    }

    private static long list(SageMakerClient client, Arguments arguments, long count) {
        long rows = 0;
        long seconds = 0;
        String last = "";
        for (TrainingJobSummary job : client.listTrainingJobsPaginator(SageMaker.request(arguments, count))
                .trainingJobSummaries()) {
            if (job.trainingJobName().compareTo(last) <= 0) {
                throw new IllegalStateException(job + " after " + last);
            }
            last = job.trainingJobName();
            seconds += SageMaker.read(job);
            rows++;
        }
        if (rows != count || seconds <= 0) {
            throw new IllegalStateException(rows + " jobs of " + count);
        }
        return rows;
    }
}
