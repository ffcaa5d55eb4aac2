package io.modelkeep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.PageRequest;
import io.modelkeep.RunId;
import io.modelkeep.cli.output.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsTest {

    private static final Model MODEL = Model.builder(new ModelId("m1"), "müller")
            .createdAt(Instant.parse("2026-01-02T03:04:05Z"))
            .run(new RunId("m1"))
            .live(true)
            .attributes(Map.of("baseModel", "Qwen/Qwen3"))
            .build();

    private final FakeService service = new FakeService();

    @Test
    @DisplayName("a model prints the same in JSON and in a table")
    void get() {
        service.getModel = id -> MODEL;

        assertThat(Run.on(service).command("-o", "json", "models", "get", "m1").out())
                .isEqualTo("""
                        {"id":"m1","name":"müller","createdAt":"2026-01-02T03:04:05Z","live":true,\
                        "attributes":{"baseModel":"Qwen/Qwen3"}}
                        """);
        assertThat(Run.on(service).command("models", "get", "m1").out()).isEqualTo("""
                        ID  NAME    CREATED               LIVE  ATTRIBUTES
                        m1  müller  2026-01-02T03:04:05Z  true  baseModel=Qwen/Qwen3
                        """);
    }

    @Test
    @DisplayName("a list of models is printed like one of checkpoints")
    void list() {
        service.models =
                List.of(MODEL, Model.builder(new ModelId("m2"), "second").build());

        Run run = Run.on(service).command("-o", "jsonl", "models", "list");

        assertThat(run.out().lines())
                .hasSize(2)
                .last()
                .isEqualTo("{\"id\":\"m2\",\"name\":\"second\",\"attributes\":{}}");
    }

    @Test
    @DisplayName("a name and a limit are asked of the provider, and no name of its own is made up")
    void nameAndLimit() {
        service.models = List.of(MODEL, MODEL);

        Run run = Run.on(service).command("-o", "jsonl", "models", "list", "--name", "müller", "--limit", "1");

        assertThat(run.out()).hasLineCount(1);
        assertThat(Run.on(service).command("models", "list").out()).hasLineCount(3);
        assertThat(service.pages).containsExactly(PageRequest.first().withSize(1), PageRequest.first());
        assertThat(service.names).containsExactly("müller");
    }

    @Test
    @DisplayName("a model is created from what is told of it")
    void create() {
        Run run = Run.on(service)
                .command(
                        "-o",
                        "jsonl",
                        "models",
                        "create",
                        "name=tidy",
                        "base-model=Qwen/Qwen3",
                        "source-code=x = 1",
                        "description=",
                        "if-exists=add-version",
                        "attribute.team=a=b");

        assertThat(run.out()).isEqualTo("{\"id\":\"m1\",\"name\":\"tidy\",\"attributes\":{\"team\":\"a=b\"}}\n");
        ModelSpec spec = service.created.get(0);
        assertThat(spec.baseModel()).contains("Qwen/Qwen3");
        assertThat(spec.sourceCode()).contains("x = 1");
        assertThat(spec.description()).contains("");
        assertThat(spec.ifExists()).contains(ModelSpec.IfExists.ADD_VERSION);
    }

    @ParameterizedTest
    @CsvSource({
        "name=a base_modell=b, did you mean base-model?",
        "name=a wholly-different=b, the fields are name",
        "name=a attribute.=b, not a field",
        "base-model=b, name=TEXT",
        "name=a name=b, twice",
        "name=a if-exists=maybe, add-version",
        "name, KEY=VALUE"
    })
    @DisplayName("a field that cannot be used is 2 and nothing is created")
    void wrongFields(String fields, String told) {
        Run run = Run.on(service).command(("models create " + fields).split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).hasLineCount(1).contains(told);
        assertThat(service.created).isEmpty();
    }
}
