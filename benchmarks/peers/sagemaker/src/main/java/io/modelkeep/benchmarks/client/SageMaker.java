package io.modelkeep.benchmarks.client;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ListTrainingJobsRequest;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobSummary;

/** The server by the AWS SDK: training jobs, whose rows have three times and no metrics. */
final class SageMaker {

    private SageMaker() {}

    static SageMakerClient client(Arguments arguments) {
        return SageMakerClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder())
                .endpointOverride(URI.create(arguments.origin()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                // By default what failed is sent up to three times more, each time after a pause.
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** For the list that has so many jobs. */
    static ListTrainingJobsRequest request(Arguments arguments, long count) {
        return ListTrainingJobsRequest.builder()
                .nameContains("training-" + count)
                .maxResults(arguments.limit())
                .build();
    }

    /** Reads the times of a job and returns how long it took, in seconds. */
    static long read(TrainingJobSummary job) {
        if (job.lastModifiedTime().isBefore(job.trainingEndTime())) {
            throw new IllegalStateException("not a job of the server: " + job);
        }
        return job.trainingEndTime().getEpochSecond() - job.creationTime().getEpochSecond();
    }
}
