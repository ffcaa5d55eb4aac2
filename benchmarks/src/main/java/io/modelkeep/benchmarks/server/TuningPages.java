package io.modelkeep.benchmarks.server;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** The list of the checkpoints of a fine-tuning job of OpenAI, with the rows of W&amp;B Training in OpenAI's format. */
final class TuningPages implements Shape {

    private static final String START = "/v1/fine_tuning/jobs/";
    private static final String END = "/checkpoints";
    private static final int DEFAULT_LIMIT = 10;

    private static final String ID_START = "ftckpt_";

    /** All that OpenAI names, and one more. */
    private static final List<String> METRICS = List.of(
            "full_valid_loss",
            "full_valid_mean_token_accuracy",
            "step",
            "train_loss",
            "train_mean_token_accuracy",
            "valid_loss",
            "valid_mean_token_accuracy",
            "learning_rate");

    private final Options options;
    private final RowPages pages;

    TuningPages(Options options) {
        this.options = options;
        this.pages = new RowPages(options.pageSize(), TuningPages::row);
    }

    private static String row(Iterator<String> values) {
        String metrics = METRICS.stream()
                .map(name -> "\"" + name + "\":" + values.next())
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"object\":\"fine_tuning.job.checkpoint\",\"id\":\"" + ID_START + "#".repeat(Rows.ID_DIGITS)
                + "\",\"created_at\":1763000000,\"fine_tuned_model_checkpoint\":\"ft:model:team::ckpt-step-@@@@@@@@\""
                + ",\"fine_tuning_job_id\":\"ftjob\",\"metrics\":" + metrics + ",\"step_number\":@@@@@@@@}";
    }

    @Override
    public boolean answers(BenchmarkRequest request) {
        return request.method().equals("GET")
                && request.path().startsWith(START)
                && request.path().endsWith(END);
    }

    @Override
    public void answer(BenchmarkRequest request, BenchmarkAnswer answer) {
        String path = request.path();
        long count = ListName.count(path.substring(START.length(), path.length() - END.length()), options.count());
        long before = request.query("after").map(after -> Rows.index(after) + 1).orElse(0L);
        int limit = request.query("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
        int size = pages.size(before, count, limit);
        pages.answer(
                answer,
                before,
                size,
                "{\"object\":\"list\",\"data\":[",
                "],\"first_id\":" + id(before, size) + ",\"last_id\":" + id(before + size - 1, size) + ",\"has_more\":"
                        + (before + size < count) + "}");
    }

    private static String id(long index, int size) {
        String digits = Long.toString(index);
        return size == 0 ? "null" : "\"" + ID_START + "0".repeat(Rows.ID_DIGITS - digits.length()) + digits + "\"";
    }
}
