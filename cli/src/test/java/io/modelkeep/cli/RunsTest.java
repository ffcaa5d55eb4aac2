package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.TrainingRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunsTest {

    private final FakeService service = new FakeService();

    @BeforeEach
    void runs() {
        service.trainings = List.of(
                TrainingRun.builder(new RunId("loops:a"))
                        .name("first")
                        .createdAt(Instant.parse("2026-01-02T03:04:05Z"))
                        .state("ACTIVE")
                        .attributes(Map.of("baseModel", "Qwen/Qwen3"))
                        .build(),
                TrainingRun.builder(new RunId("job:p:b")).build());
    }

    @Test
    @DisplayName("a training prints what is known of it, in every format")
    void list() {
        Run run = Run.on(service).command("json", List.of("runs", "list"));

        assertThat(run.out()).isEqualTo("""
                        [
                        {"id":"loops:a","name":"first","createdAt":"2026-01-02T03:04:05Z","state":"ACTIVE",\
                        "attributes":{"baseModel":"Qwen/Qwen3"}},
                        {"id":"job:p:b","attributes":{}}
                        ]
                        """);
        assertThat(run.code()).isZero();
        assertThat(Run.on(service)
                        .command("jsonl", List.of("runs", "list"))
                        .out()
                        .lines())
                .hasSize(2)
                .last()
                .isEqualTo("{\"id\":\"job:p:b\",\"attributes\":{}}");
        assertThat(Run.on(service).command("runs", "list").out()).isEqualTo("""
                        ID       NAME   STATE   CREATED               ATTRIBUTES
                        loops:a  first  ACTIVE  2026-01-02T03:04:05Z  baseModel=Qwen/Qwen3
                        job:p:b
                        """);
    }

    @Test
    @DisplayName("--limit is the total printed")
    void limit() {
        Run run = Run.on(service).command("jsonl", List.of("runs", "list", "--limit", "1"));

        assertThat(run.out().lines()).hasSize(1);
        assertThat(service.pages).containsExactly(PageRequest.first().withSize(1));
    }
}
