package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Capability;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.ModelSpec.IfExists;
import io.modelkeep.errors.ConflictException;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The clauses about creating models: a request is fulfilled or refused, and no field is dropped silently. */
public final class CreateClauses {

    private static final String MARK = "said-by-a-contract";

    private CreateClauses() {}

    public static List<Clause> all() {
        return List.of(
                clause("M43", "a created model exists under its id and name", CreateClauses::created),
                clause("M44", "a missing required field is refused before any request", CreateClauses::missingFields),
                clause(
                                "M45",
                                "a field is kept or refused before any request, never dropped",
                                CreateClauses::otherFields)
                        .when(
                                "a wire, or a server that is not shared",
                                fixture -> fixture.wire().isPresent() || !fixture.shared()),
                clause("M46", "a blank name is refused before any request", CreateClauses::blankName),
                clause("M47", "IfExists.FAIL never returns the existing model", CreateClauses::fail),
                clause(
                        "M48",
                        "IfExists.RETURN returns the existing model or is refused, and creates no other",
                        CreateClauses::existing),
                clause(
                        "M49",
                        "IfExists.ADD_VERSION adds to the existing model or is refused, and creates no other",
                        CreateClauses::addVersion));
    }

    private static Clause clause(String id, String says, Clause.Proof proof) {
        return Clause.of(id, says, proof).needs(Capability.MODEL_CREATE);
    }

    private static void created(ContractContext scene) {
        Model model = scene.models().create(scene.fixture().modelSpec("created").build());
        assertThat(model.name()).isEqualTo(scene.fixture().name("created"));
        assertThat(scene.fixture().models()).containsExactly(model.id());
    }

    private static void missingFields(ContractContext scene) {
        ModelSpec needed = scene.fixture().modelSpec("created").build();
        List<Supplier<ModelSpec>> incomplete = new ArrayList<>();
        needed.baseModel().ifPresent(text -> incomplete.add(() -> copy(needed, Field.BASE_MODEL)));
        needed.sourceCode().ifPresent(text -> incomplete.add(() -> copy(needed, Field.SOURCE_CODE)));
        needed.description().ifPresent(text -> incomplete.add(() -> copy(needed, Field.DESCRIPTION)));
        for (Supplier<ModelSpec> spec : incomplete) {
            scene.refuses(
                    "a spec without a required field", () -> scene.models().create(spec.get()));
        }
        assertThat(scene.fixture().models()).isEmpty();
    }

    private static void otherFields(ContractContext scene) {
        ModelSpec needed = scene.fixture().modelSpec("needed").build();
        keptOrRefused(scene, needed.baseModel(), "with-base-model", spec -> spec.baseModel(MARK));
        keptOrRefused(scene, needed.sourceCode(), "with-source-code", spec -> spec.sourceCode(MARK));
        keptOrRefused(scene, needed.description(), "with-description", spec -> spec.description(MARK));
        keptOrRefused(scene, Optional.empty(), "with-attributes", spec -> spec.attributes(Map.of("contract", MARK)));
    }

    private static void keptOrRefused(
            ContractContext scene, Optional<String> needed, String name, Consumer<ModelSpec.Builder> field) {
        if (needed.isPresent()) {
            return;
        }
        ModelSpec.Builder spec = scene.fixture().modelSpec(name);
        field.accept(spec);
        createdOrRefused(scene, spec.build())
                .ifPresent(created -> assertThat(told(scene, created))
                        .as(name)
                        .anySatisfy(text -> assertThat(text).contains(MARK)));
    }

    /**
     * Returns the attributes of the model and the requests that created it. A service may store a field that its answer
     * omits.
     */
    private static List<String> told(ContractContext scene, Model created) {
        List<String> told = new ArrayList<>(created.attributes().values());
        scene.requests().stream()
                .filter(WireRequest::changedState)
                .map(WireRequest::body)
                .filter(body -> body.contains(created.name()))
                .forEach(told::add);
        return told;
    }

    private static void blankName(ContractContext scene) {
        scene.refuses(
                "a blank name",
                () -> scene.models().create(scene.fixture().modelSpec(" ").build()));
    }

    private static void fail(ContractContext scene) {
        ModelId old = scene.models()
                .create(scene.fixture().modelSpec("taken").build())
                .id();
        ModelSpec spec =
                scene.fixture().modelSpec("taken").ifExists(IfExists.FAIL).build();
        Throwable thrown = catchThrowable(
                () -> assertThat(scene.models().create(spec).id()).isNotEqualTo(old));
        if (thrown != null) {
            assertThat(thrown).isInstanceOfAny(ConflictException.class, InvalidRequestException.class);
            assertThat(scene.fixture().models()).containsExactly(old);
        }
    }

    private static void existing(ContractContext scene) {
        ModelId old = scene.models()
                .create(scene.fixture().modelSpec("taken").build())
                .id();
        ModelSpec spec =
                scene.fixture().modelSpec("taken").ifExists(IfExists.RETURN).build();
        createdOrRefused(scene, spec).ifPresent(model -> assertThat(model.id()).isEqualTo(old));
        assertThat(scene.fixture().models()).containsExactly(old);
    }

    private static void addVersion(ContractContext scene) {
        ModelId old = scene.models()
                .create(scene.fixture().modelSpec("taken").build())
                .id();
        boolean versioned = scene.models().capabilities().contains(Capability.VERSION_LIST);
        int before = versioned ? scene.fixture().versions(old).size() : 0;
        ModelSpec spec = scene.fixture()
                .modelSpec("taken")
                .ifExists(IfExists.ADD_VERSION)
                .build();
        createdOrRefused(scene, spec).ifPresent(model -> {
            assertThat(model.id()).isEqualTo(old);
            // A service that identifies versions by their content stores the same content once.
            assertThat(versioned ? scene.fixture().versions(old).size() : 0).isBetween(before, before + 1);
        });
        assertThat(scene.fixture().models()).containsExactly(old);
    }

    /** Creates a model, or returns empty if the spec was refused before any request. */
    private static Optional<Model> createdOrRefused(ContractContext scene, ModelSpec spec) {
        int sent = scene.requests().size();
        try {
            return Optional.of(scene.models().create(spec));
        } catch (InvalidRequestException refused) {
            assertThat(refused.statusCode())
                    .as("status of a refusal by the provider itself")
                    .isEmpty();
            assertThat(scene.requests()).hasSize(sent);
            return Optional.empty();
        }
    }

    private enum Field {
        BASE_MODEL,
        SOURCE_CODE,
        DESCRIPTION
    }

    private static ModelSpec copy(ModelSpec spec, Field without) {
        ModelSpec.Builder copy = ModelSpec.builder(spec.name()).attributes(spec.attributes());
        set(without == Field.BASE_MODEL ? null : spec.baseModel().orElse(null), copy::baseModel);
        set(without == Field.SOURCE_CODE ? null : spec.sourceCode().orElse(null), copy::sourceCode);
        set(without == Field.DESCRIPTION ? null : spec.description().orElse(null), copy::description);
        spec.ifExists().ifPresent(copy::ifExists);
        return copy.build();
    }

    private static void set(@Nullable String text, Consumer<String> setter) {
        if (text != null) {
            setter.accept(text);
        }
    }
}
