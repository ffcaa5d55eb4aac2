package io.modelkeep.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.MalformedResponseException;
import io.modelkeep.errors.OutcomeUnknownException;
import io.modelkeep.simulator.exchange.SimulatedFault;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating a model, or a version of one that exists. */
class CreatingTest {

    private static ModelSpec.Builder spec(String name) {
        return ModelSpec.builder(name).sourceCode("class M: ...");
    }

    @Test
    void aNameThatExistsGetsOneVersionMore() {
        try (WeaveRun run = WeaveRun.start()) {
            Model first = run.stores.models().create(spec("My Model").build());
            Model second = run.stores
                    .models()
                    .create(spec("my_model")
                            .description("other")
                            .ifExists(IfExists.ADD_VERSION)
                            .build());
            assertThat(second.id()).isEqualTo(first.id()).isEqualTo(new ModelId("my_model"));
            assertThat(first.attributes()).containsEntry(WeaveAttributes.LATEST_NUMBER, "0");
            assertThat(second.attributes())
                    .containsEntry(WeaveAttributes.LATEST_NUMBER, "1")
                    .containsEntry(
                            WeaveAttributes.LATEST_DIGEST,
                            run.digests(first.id()).get(1));
        }
    }

    static Stream<Named<SimulatedFault>> lost() {
        return Stream.of(
                named("a lost answer", SimulatedFault.disconnect().applied()),
                named("a lost request", SimulatedFault.disconnect()),
                named("an error, carried out", SimulatedFault.status(502).applied()),
                named("an error", SimulatedFault.status(500)),
                named("half an answer", SimulatedFault.cutBody()));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void aRepetitionFindsTheVersionOfTheSameContent(SimulatedFault fault) {
        try (WeaveRun run = WeaveRun.start()) {
            run.simulator.inject("create-model", fault);
            Model model = run.stores.models().create(spec("m").build());
            assertThat(run.requests("create-model")).hasSize(2);
            assertThat(run.digests(model.id())).hasSize(1);
        }
    }

    @Test
    void deletionThatAlwaysFails_isUnknown() {
        try (WeaveRun run = WeaveRun.start()) {
            run.inject("create-model", 3, SimulatedFault.status(503));
            assertThatThrownBy(() -> run.stores.models().create(spec("m").build()))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(run.requests("create-model")).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "description", "files", "_type", "_class_name", "_bases"})
    void anAttributeThatWouldReplaceAFieldOfTheServiceIsRefused(String name) {
        assertRefused(spec -> spec.attributes(Map.of("team", "search", name, "x")));
    }

    @Test
    void unsupportedField_isRefused() {
        assertRefused(spec -> spec.baseModel("some/base"));
        assertRefused(spec -> spec.ifExists(IfExists.FAIL));
        assertRefused(spec -> spec.ifExists(IfExists.RETURN));
    }

    @Test
    void requiredField_isNamed() {
        assertRefused(spec -> spec.sourceCode(" \n"));
        assertRefused(spec -> ModelSpec.builder("m"));
        assertRefused(spec -> ModelSpec.builder("").sourceCode("pass"));
        assertRefused(spec -> ModelSpec.builder(" \t").sourceCode("pass"));
    }

    private static void assertRefused(UnaryOperator<ModelSpec.Builder> wrong) {
        try (WeaveRun run = WeaveRun.start()) {
            ModelSpec refused = wrong.apply(spec("m")).build();
            assertThatThrownBy(() -> run.stores.models().create(refused))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            thrown -> assertThat(thrown.statusCode()).isEmpty());
            assertThat(run.simulator.exchanges()).isEmpty();
        }
    }

    static Stream<Named<SimulatedFault>> foreign() {
        return Stream.of(
                named("of another project", edited("model_ref", "weave:///my-team/other/object/m:x")),
                named("of another team", edited("model_ref", "weave:///other/my-project/object/m:x")),
                named("an alias", edited("digest", "latest")),
                named("no id", edited("object_id", "a/b")),
                named("an empty id", edited("object_id", "")),
                named("without id", SimulatedFault.editJson(answer -> Map.of("digest", "d".repeat(43)))),
                named(
                        "null",
                        SimulatedFault.answer(200, "application/json", "null").applied()),
                named(
                        "HTML",
                        SimulatedFault.answer(200, "text/html", "<html></html>").applied()),
                named("201", SimulatedFault.status(201).applied()));
    }

    private static SimulatedFault edited(String field, String value) {
        return SimulatedFault.editJson(answer -> {
            answer.put(field, value);
            return answer;
        });
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void anAnswerAboutSomethingElseIsNotTakenForTheModel(SimulatedFault fault) {
        try (WeaveRun run = WeaveRun.start()) {
            run.simulator.inject("create-model", fault);
            assertThatThrownBy(() -> run.stores.models().create(spec("m").build()))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .cause()
                    .isInstanceOf(MalformedResponseException.class);
            assertThat(run.requests("create-model")).hasSize(1);
        }
    }

    /** Dots are an id to the service, and would make a model that no path can name; the others are none to it either. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "...", "<..>", "<>", "a:b", "tab\t", "cafe\u0301", "\u0130", "😀"})
    void aNameThatMakesNoIdIsRefused(String name) {
        assertRefused(spec -> ModelSpec.builder(name).sourceCode("pass"));
    }

    @Test
    void aNameThatIsTooLongIsRefusedAndTheLongestIsNot() {
        assertRefused(spec -> ModelSpec.builder("m".repeat(129)).sourceCode("pass"));
        try (WeaveRun run = WeaveRun.start()) {
            String longest = "<" + "𝒎".repeat(128) + ">";
            assertThat(run.stores.models().create(spec(longest).build()).id().value())
                    .isEqualTo("𝒎".repeat(128));
        }
    }

    @Test
    void refusedName_isReported() {
        try (WeaveRun run = WeaveRun.start()) {
            run.simulator.inject(
                    "create-model", SimulatedFault.answer(422, "application/json", "{\"reason\":\"taken\"}"));
            assertThatThrownBy(() -> run.stores.models().create(spec("m").build()))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            thrown -> assertThat(thrown.statusCode()).hasValue(422));
        }
    }
}
