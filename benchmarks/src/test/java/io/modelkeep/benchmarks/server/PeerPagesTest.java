package io.modelkeep.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeerPagesTest {

    private static final int ROWS = 25;
    private static final Options PAGES_OF_TEN = Options.of("pageSize=10", "count=3");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theCheckpointsOfATuningJobComeOnceAndInOrder() throws IOException {
        TuningPages shape = new TuningPages(PAGES_OF_TEN);
        List<JsonNode> rows = new ArrayList<>();
        JsonNode page = ask(shape, get("/v1/fine_tuning/jobs/ftjob-25/checkpoints?limit=10"));
        page.path("data").forEach(rows::add);
        while (page.path("has_more").booleanValue()) {
            assertThat(rows).hasSizeLessThan(ROWS);
            String last = page.path("last_id").textValue();
            assertThat(last).isEqualTo(rows.get(rows.size() - 1).path("id").textValue());
            page = ask(shape, get("/v1/fine_tuning/jobs/ftjob-25/checkpoints?limit=10&after=" + last));
            page.path("data").forEach(rows::add);
        }

        assertThat(rows).extracting(row -> row.path("step_number").longValue()).isEqualTo(steps());
        assertThat(rows).extracting(row -> row.path("id").textValue()).doesNotHaveDuplicates();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.path("metrics"))
                        .hasSize(Rows.METRICS.size())
                        .allSatisfy(value -> assertThat(value.toString()).hasSizeBetween(18, 19)));
    }

    @Test
    void theVersionsOfAModelComeOnceAndInOrder() throws IOException {
        VersionPages shape = new VersionPages(PAGES_OF_TEN);
        String path =
                "/api/2.0/mlflow/model-versions/search?max_results=10&filter=name%20%3D%20%27model-25%27&page_token=";
        List<JsonNode> rows = new ArrayList<>();
        JsonNode page = ask(shape, get(path));
        page.path("model_versions").forEach(rows::add);
        while (page.hasNonNull("next_page_token")) {
            assertThat(rows).hasSizeLessThan(ROWS);
            page = ask(shape, get(path + page.path("next_page_token").textValue()));
            page.path("model_versions").forEach(rows::add);
        }

        assertThat(rows)
                .extracting(row -> Long.parseLong(row.path("version").textValue()))
                .isEqualTo(steps());
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.path("tags"))
                        .hasSize(Rows.METRICS.size())
                        .allSatisfy(
                                tag -> assertThat(tag.path("value").textValue()).hasSizeBetween(18, 19)));
    }

    @Test
    void theTrainingJobsComeOnceAndInOrder() throws IOException {
        TrainingJobPages shape = new TrainingJobPages(PAGES_OF_TEN);
        List<JsonNode> rows = new ArrayList<>();
        JsonNode page = ask(shape, listTrainingJobs("{\"NameContains\":\"training-25\",\"MaxResults\":10}"));
        page.path("TrainingJobSummaries").forEach(rows::add);
        while (page.hasNonNull("NextToken")) {
            assertThat(rows).hasSizeLessThan(ROWS);
            String token = page.path("NextToken").textValue();
            page = ask(
                    shape,
                    listTrainingJobs(
                            "{\"NextToken\":\"" + token + "\",\"NameContains\":\"training-25\",\"MaxResults\":10}"));
            page.path("TrainingJobSummaries").forEach(rows::add);
        }

        assertThat(rows)
                .extracting(row -> row.path("TrainingJobName").textValue())
                .hasSize(ROWS)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aListWithNoNumberInItsNameHasTheRowsOfTheOptions() throws IOException {
        JsonNode page = ask(new TuningPages(PAGES_OF_TEN), get("/v1/fine_tuning/jobs/ftjob/checkpoints?limit=10"));

        assertThat(page.path("data")).hasSize(3);
        assertThat(page.path("has_more").booleanValue()).isFalse();
    }

    @Test
    void aDeletedModelIsNamedInTheAnswer() throws IOException {
        JsonNode answer =
                ask(new ModelDeletions(), new BenchmarkRequest("DELETE /v1/models/m-1 HTTP/1.1\r\n\r\n", new byte[0]));

        assertThat(answer.path("id").textValue()).isEqualTo("m-1");
        assertThat(answer.path("deleted").booleanValue()).isTrue();
    }

    private static List<Long> steps() {
        return IntStream.range(0, ROWS).mapToObj(Rows::step).toList();
    }

    private static BenchmarkRequest get(String target) {
        return new BenchmarkRequest("GET " + target + " HTTP/1.1\r\n\r\n", new byte[0]);
    }

    private static BenchmarkRequest listTrainingJobs(String body) {
        return new BenchmarkRequest(
                "POST / HTTP/1.1\r\nX-Amz-Target: SageMaker.ListTrainingJobs\r\n\r\n",
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The body of the answer, which is just as long as its head says. */
    private JsonNode ask(Shape shape, BenchmarkRequest request) throws IOException {
        assertThat(shape.answers(request)).isTrue();
        BenchmarkAnswer answer = new BenchmarkAnswer();
        shape.answer(request, answer);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answer.writeTo(bytes);
        String text = bytes.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String body = text.substring(end + 4);
        assertThat(BenchmarkRequest.header(text.substring(0, end), "Content-Length"))
                .contains(Integer.toString(body.length()));
        return json.readTree(body);
    }
}
