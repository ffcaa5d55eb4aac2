package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelkeep.fuzz.Seeded;
import io.modelkeep.http.internal.json.StrictJson;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read is what was written, and nothing that was made of something else. */
class StrictJsonFuzzTest {

    private static final JsonMapper JSON = StrictJson.mapper(StrictJson.factory(1 << 16));

    record Counts(
            @JsonProperty(value = "count", required = true) long count,
            @JsonProperty("big") @Nullable BigInteger big,
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("flag") @Nullable Boolean flag,
            @JsonProperty("steps") @Nullable List<Long> steps) {}

    @Seeded
    @FuzzTest
    void readField_isReturned(byte[] answer) throws IOException {
        Optional<JsonNode> tree = StrictJson.tree(JSON.reader(), answer);
        Optional<Counts> read = Answers.body(answer, Counts.class);
        if (tree.isPresent()) {
            byte[] again = JSON.writeValueAsBytes(tree.get());
            assertThat(JSON.readTree(again)).isEqualTo(JSON.readTree(JSON.writeValueAsBytes(JSON.readTree(again))));
        }
        read.ifPresent(counts -> compare(counts, tree.orElseThrow()));
    }

    private static void compare(Counts counts, JsonNode tree) {
        assertThat(tree.path("count").isIntegralNumber()).isTrue();
        assertThat(tree.path("count").bigIntegerValue()).isEqualTo(BigInteger.valueOf(counts.count()));
        if (counts.big() != null) {
            assertThat(tree.path("big").isIntegralNumber()).isTrue();
            assertThat(tree.path("big").bigIntegerValue()).isEqualTo(counts.big());
        }
        if (counts.id() != null) {
            assertThat(tree.path("id").isTextual()).isTrue();
            assertThat(tree.path("id").textValue()).isEqualTo(counts.id());
        }
        if (counts.flag() != null) {
            assertThat(tree.path("flag").isBoolean()).isTrue();
        }
        if (counts.steps() != null) {
            assertThat(tree.path("steps").isArray()).isTrue();
            assertThat(tree.path("steps")).hasSameSizeAs(counts.steps());
            tree.path("steps")
                    .forEach(step ->
                            assertThat(step.isIntegralNumber() || step.isNull()).isTrue());
        }
    }
}
