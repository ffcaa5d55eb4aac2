package io.modelkeep.benchmarks.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A client that lists with OkHttp and Jackson's streaming parser. {@code doubles=fast} selects the fast number parser. */
final class StreamingList {

    private record Row(String id, long step, Map<String, Double> metrics) {}

    private record Page(List<Row> rows, boolean more) {}

    private final OkHttpClient client = new OkHttpClient();
    private final JsonFactory json;

    private StreamingList(Arguments arguments) {
        boolean fast = arguments.text("doubles", "").equals("fast");
        this.json = JsonFactory.builder()
                .configure(StreamReadFeature.USE_FAST_DOUBLE_PARSER, fast)
                .build();
    }

    public static void main(String... texts) throws Exception {
        Arguments arguments = new Arguments(texts);
        StreamingList list = new StreamingList(arguments);
        Rounds.run(arguments, count -> list.list(arguments, count));
    }

    private long list(Arguments arguments, long count) throws IOException {
        Caller caller = new Caller(arguments, count);
        String start = arguments.origin() + Arguments.listPath(count) + "?limit=" + arguments.limit();
        String after = "";
        while (true) {
            Page page = page(start + after);
            for (Row row : page.rows()) {
                row.metrics().values().forEach(caller::metric);
                caller.row(row.step());
            }
            if (!page.more()) {
                return caller.checked();
            }
            after = "&after=" + page.rows().get(page.rows().size() - 1).id();
        }
    }

    private Page page(String url) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer key")
                .build();
        try (Response response = client.newCall(request).execute();
                JsonParser parser = json.createParser(response.body().byteStream())) {
            return page(parser);
        }
    }

    private static Page page(JsonParser parser) throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean more = false;
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("data")) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    rows.add(row(parser));
                }
            } else if (name.equals("has_more")) {
                more = parser.getBooleanValue();
            }
        }
        return new Page(rows, more);
    }

    private static Row row(JsonParser parser) throws IOException {
        String id = "";
        long step = 0;
        Map<String, Double> metrics = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = parser.getText();
                case "step" -> step = parser.getLongValue();
                case "metrics" -> {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String metric = parser.currentName();
                        parser.nextToken();
                        metrics.put(metric, parser.getDoubleValue());
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return new Row(id, step, metrics);
    }
}
