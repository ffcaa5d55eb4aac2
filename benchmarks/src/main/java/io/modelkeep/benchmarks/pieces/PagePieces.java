package io.modelkeep.benchmarks.pieces;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.Checkpoint;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.benchmarks.server.InProcessServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A page of 100 checkpoints: its JSON read in several ways from memory, and the whole page by the library over loopback. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PagePieces {

    private static final RunId TRAINING = new RunId("run-100000");
    private static final PageRequest PAGE = PageRequest.first().withSize(100);

    /** A page as a user of databind would have it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rows(
            @JsonProperty("data") List<Row> data,
            @JsonProperty("has_more") boolean hasMore) {}

    /** A row of it. */
    record Row(
            @JsonProperty("id") String id,
            @JsonProperty("step") long step,
            @JsonProperty("metrics") Map<String, Double> metrics) {}

    private final JsonFactory plain = new JsonFactory();
    private final JsonFactory fast = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private final ObjectReader plainReader = new JsonMapper(plain).readerFor(Rows.class);
    private final ObjectReader fastReader = new JsonMapper(fast).readerFor(Rows.class);
    private final InProcessServer server = InProcessServer.start();
    private final ModelkeepClient stores = ModelkeepClient.open(Map.of(
            "provider", "wandb-training",
            "wandb-training.base-url", server.origin(),
            "wandb-training.api-key", "key"));
    private byte[] page = new byte[0];

    /** Fetches the page that is read. */
    @Setup
    public void fetch() throws IOException {
        URI address = URI.create(server.origin() + "/v1/preview/models/run-100000/checkpoints?limit=100");
        try (InputStream in = address.toURL().openStream()) {
            page = in.readAllBytes();
        }
    }

    /** Ends what was started. */
    @TearDown
    public void close() {
        stores.close();
        server.close();
    }

    /** Reads Jackson's tokens only, without parsing a number. */
    @Benchmark
    public int tokens() throws IOException {
        int tokens = 0;
        try (JsonParser parser = plain.createParser(page)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    /** Reads the tokens and every number as a double with the fast parser, and keeps none. */
    @Benchmark
    public double numbers() throws IOException {
        double sum = 0;
        try (JsonParser parser = fast.createParser(page)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                    sum += parser.getDoubleValue();
                }
            }
        }
        return sum;
    }

    /** Reads into records with databind and its defaults. */
    @Benchmark
    public Object databind() throws IOException {
        return plainReader.readValue(page);
    }

    /** Reads into records with databind and the fast double parser. */
    @Benchmark
    public Object databindFast() throws IOException {
        return fastReader.readValue(page);
    }

    /** Reads the whole page with the library: request, answer, every check, checkpoints. */
    @Benchmark
    public Page<Checkpoint> library() {
        return stores.checkpoints().list(TRAINING, PAGE);
    }
}
