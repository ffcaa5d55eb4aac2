package io.modelkeep.benchmarks.client;

import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;

/** Reads one page by the AWS SDK and ends; its process is what is measured. */
final class SageMakerStart {

    private SageMakerStart() {}

    public static void main(String... texts) {
        Arguments arguments = new Arguments(texts);
        long rows = 0;
        try (SageMakerClient client = SageMaker.client(arguments)) {
            for (TrainingJobSummary job : client.listTrainingJobs(SageMaker.request(arguments, arguments.count()))
                    .trainingJobSummaries()) {
                if (SageMaker.read(job) > 0) {
                    rows++;
                }
            }
        }
        System.out.println("sample items=" + rows);
    }
}
