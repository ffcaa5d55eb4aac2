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

    private static void created(ContractContext context) {
        Model model =
                context.models().create(context.fixture().modelSpec("created").build());
        assertThat(model.name()).isEqualTo(context.fixture().name("created"));
        assertThat(context.fixture().models()).containsExactly(model.id());
    }

    private static void missingFields(ContractContext context) {
        ModelSpec needed = context.fixture().modelSpec("created").build();
        List<Supplier<ModelSpec>> incomplete = new ArrayList<>();
        needed.baseModel().ifPresent(text -> incomplete.add(() -> copy(needed, Field.BASE_MODEL)));
        needed.sourceCode().ifPresent(text -> incomplete.add(() -> copy(needed, Field.SOURCE_CODE)));
        needed.description().ifPresent(text -> incomplete.add(() -> copy(needed, Field.DESCRIPTION)));
        for (Supplier<ModelSpec> spec : incomplete) {
            context.refuses(
                    "a spec without a required field", () -> context.models().create(spec.get()));
        }
        assertThat(context.fixture().models()).isEmpty();
    }

    private static void otherFields(ContractContext context) {
        ModelSpec needed = context.fixture().modelSpec("needed").build();
        keptOrRefused(context, needed.baseModel(), "with-base-model", spec -> spec.baseModel(MARK));
        keptOrRefused(context, needed.sourceCode(), "with-source-code", spec -> spec.sourceCode(MARK));
        keptOrRefused(context, needed.description(), "with-description", spec -> spec.description(MARK));
        keptOrRefused(context, Optional.empty(), "with-attributes", spec -> spec.attributes(Map.of("contract", MARK)));
    }

    private static void keptOrRefused(
            ContractContext context, Optional<String> needed, String name, Consumer<ModelSpec.Builder> field) {
        if (needed.isPresent()) {
            return;
        }
        ModelSpec.Builder spec = context.fixture().modelSpec(name);
        field.accept(spec);
        createdOrRefused(context, spec.build())
                .ifPresent(created -> assertThat(told(context, created))
                        .as(name)
                        .anySatisfy(text -> assertThat(text).contains(MARK)));
    }

    /**
     * Returns the attributes of the model and the requests that created it. A service may store a field that its answer
     * omits.
     */
    private static List<String> told(ContractContext context, Model created) {
        List<String> told = new ArrayList<>(created.attributes().values());
        context.requests().stream()
                .filter(WireRequest::changedState)
                .map(WireRequest::body)
                .filter(body -> body.contains(created.name()))
                .forEach(told::add);
        return told;
    }

    private static void blankName(ContractContext context) {
        context.refuses(
                "a blank name",
                () -> context.models().create(context.fixture().modelSpec(" ").build()));
    }

    private static void fail(ContractContext context) {
        ModelId old = context.models()
                .create(context.fixture().modelSpec("taken").build())
                .id();
        ModelSpec spec =
                context.fixture().modelSpec("taken").ifExists(IfExists.FAIL).build();
        Throwable thrown = catchThrowable(
                () -> assertThat(context.models().create(spec).id()).isNotEqualTo(old));
        if (thrown != null) {
            assertThat(thrown).isInstanceOfAny(ConflictException.class, InvalidRequestException.class);
            assertThat(context.fixture().models()).containsExactly(old);
        }
    }

    private static void existing(ContractContext context) {
        ModelId old = context.models()
                .create(context.fixture().modelSpec("taken").build())
                .id();
        ModelSpec spec =
                context.fixture().modelSpec("taken").ifExists(IfExists.RETURN).build();
        createdOrRefused(context, spec)
                .ifPresent(model -> assertThat(model.id()).isEqualTo(old));
        assertThat(context.fixture().models()).containsExactly(old);
    }

    private static void addVersion(ContractContext context) {
        ModelId old = context.models()
                .create(context.fixture().modelSpec("taken").build())
                .id();
        boolean versioned = context.models().capabilities().contains(Capability.VERSION_LIST);
        int before = versioned ? context.fixture().versions(old).size() : 0;
        ModelSpec spec = context.fixture()
                .modelSpec("taken")
                .ifExists(IfExists.ADD_VERSION)
                .build();
        createdOrRefused(context, spec).ifPresent(model -> {
            assertThat(model.id()).isEqualTo(old);
            // A service that identifies versions by their content stores the same content once.
            assertThat(versioned ? context.fixture().versions(old).size() : 0).isBetween(before, before + 1);
        });
        assertThat(context.fixture().models()).containsExactly(old);
    }

    /** Creates a model, or returns empty if the spec was refused before any request. */
    private static Optional<Model> createdOrRefused(ContractContext context, ModelSpec spec) {
        int sent = context.requests().size();
        try {
            return Optional.of(context.models().create(spec));
        } catch (InvalidRequestException refused) {
            assertThat(refused.statusCode())
                    .as("status of a refusal by the provider itself")
                    .isEmpty();
            assertThat(context.requests()).hasSize(sent);
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
