package io.modelkeep.benchmarks.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of training jobs of SageMaker, selected by a part of their names.
 *
 * <p>Such a row has three times, which SageMaker writes as fractions of seconds, and no other numbers.
 */
final class TrainingJobPages implements Shape {

    private static final Pattern NAME = Pattern.compile("\"NameContains\":\"([^\"]*)\"");
    private static final Pattern TOKEN = Pattern.compile("\"NextToken\":\"([0-9]+)\"");
    private static final Pattern LIMIT = Pattern.compile("\"MaxResults\":([0-9]+)");
    private static final int DEFAULT_LIMIT = 10;

    private final Options options;
    private final RowPages pages;

    TrainingJobPages(Options options) {
        this.options = options;
        this.pages = new RowPages(options.pageSize(), values -> row());
    }

    private static String row() {
        String name = "training-############";
        return "{\"TrainingJobName\":\"" + name
                + "\",\"TrainingJobArn\":\"arn:aws:sagemaker:us-east-1:123456789012:training-job/"
                + name + "\",\"CreationTime\":1763000000.123,\"TrainingEndTime\":1763000600.456"
                + ",\"LastModifiedTime\":1763000601.789,\"TrainingJobStatus\":\"Completed\"}";
    }

    @Override
    public boolean answers(BenchmarkRequest request) {
        return request.header("X-Amz-Target")
                .filter("SageMaker.ListTrainingJobs"::equals)
                .isPresent();
    }

    @Override
    public void answer(BenchmarkRequest request, BenchmarkAnswer answer) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        long count = ListName.count(find(NAME, body).orElse(""), options.count());
        long before = find(TOKEN, body).map(Long::parseLong).orElse(0L);
        int size = pages.size(
                before, count, find(LIMIT, body).map(Integer::parseInt).orElse(DEFAULT_LIMIT));
        long next = before + size;
        String token = next < count ? ",\"NextToken\":\"" + next + "\"" : "";
        pages.answer(answer, before, size, "{\"TrainingJobSummaries\":[", "]" + token + "}");
    }

    private static Optional<String> find(Pattern pattern, String body) {
        return Optional.of(pattern.matcher(body)).filter(Matcher::find).map(found -> found.group(1));
    }
}
