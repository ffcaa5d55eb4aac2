package io.modelkeep.benchmarks.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Collectors;

/**
 * The search of MLflow for the versions of a model, which the filter names.
 *
 * <p>A version has no metrics. Its tags contain them as text.
 */
final class VersionPages implements Shape {

    private static final int DEFAULT_LIMIT = 200;

    private final Options options;
    private final RowPages pages;

    VersionPages(Options options) {
        this.options = options;
        this.pages = new RowPages(options.pageSize(), VersionPages::row);
    }

    private static String row(Iterator<String> values) {
        String tags = Rows.METRICS.stream()
                .map(name -> "{\"key\":\"" + name + "\",\"value\":\"" + values.next() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"name\":\"model\",\"version\":\"@@@@@@@@\",\"creation_timestamp\":1763000000000"
                + ",\"last_updated_timestamp\":1763000000000,\"current_stage\":\"None\",\"source\":\"runs:/############\""
                + ",\"run_id\":\"00000000000000000000############\",\"status\":\"READY\",\"tags\":" + tags + "}";
    }

    @Override
    public boolean answers(BenchmarkRequest request) {
        return request.path().equals("/api/2.0/mlflow/model-versions/search");
    }

    @Override
    public void answer(BenchmarkRequest request, BenchmarkAnswer answer) {
        String filter = URLDecoder.decode(request.query("filter").orElse(""), StandardCharsets.UTF_8);
        long count = ListName.count(filter.replace("'", ""), options.count());
        long before = request.query("page_token")
                .filter(token -> !token.isEmpty())
                .map(Long::parseLong)
                .orElse(0L);
        int limit = request.query("max_results").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
        int size = pages.size(before, count, limit);
        long next = before + size;
        String token = next < count ? ",\"next_page_token\":\"" + next + "\"" : "";
        pages.answer(answer, before, size, "{\"model_versions\":[", "]" + token + "}");
    }
}
