package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.Capability;
import io.modelkeep.Checkpoint;
import io.modelkeep.Field;
import io.modelkeep.ItemState;
import io.modelkeep.ModelId;
import io.modelkeep.ModelVersion;
import io.modelkeep.RunId;
import io.modelkeep.testkit.internal.list.ModelLists;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The clauses about declared fields: they are those that lists contain. */
public final class FieldClauses {

    private FieldClauses() {}

    public static List<Clause> ofCheckpoints() {
        return List.of(Clause.of(
                        "C29",
                        "fields() sends no request and names exactly the fields of listed checkpoints; an undeclared "
                                + "step is allowed",
                        FieldClauses::checkpoints)
                .needs(Capability.CHECKPOINT_LIST));
    }

    public static List<Clause> ofVersions() {
        return List.of(Clause.of(
                        "M29",
                        "versionFields() sends no request and names exactly the fields of listed versions",
                        FieldClauses::versions)
                .needs(Capability.VERSION_LIST));
    }

    /**
     * Compares the declared fields with those of a list. A service without a step field may have steps in some names,
     * which is not declared.
     */
    private static void checkpoints(ContractContext context) throws Throwable {
        RunId run = context.fixture().givenRun(4);
        AtomicReference<Set<Field>> told = new AtomicReference<>(Set.of());
        context.sends(0, () -> told.set(context.checkpoints().fields(run)));
        Set<Field> found = EnumSet.noneOf(Field.class);
        try (Stream<Checkpoint> listed = context.checkpoints().stream(run)) {
            listed.forEach(checkpoint -> found.addAll(fields(checkpoint)));
        }
        assertThat(found).as("fields of the list").containsAll(told.get());
        found.remove(Field.STEP);
        assertThat(told.get()).as("fields declared").containsAll(found);
    }

    private static void versions(ContractContext context) throws Throwable {
        ModelId model = ModelLists.VERSIONS.given(context.fixture(), 3);
        AtomicReference<Set<Field>> told = new AtomicReference<>(Set.of());
        context.sends(0, () -> told.set(context.models().versionFields()));
        Set<Field> found = EnumSet.noneOf(Field.class);
        try (Stream<ModelVersion> listed = context.models().streamVersions(model)) {
            listed.forEach(version -> found.addAll(fields(version)));
        }
        assertThat(told.get()).as("fields declared").isEqualTo(found);
    }

    private static Set<Field> fields(ModelVersion version) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        if (version.createdAt().isPresent()) {
            fields.add(Field.CREATED_AT);
        }
        if (version.itemState() != ItemState.UNKNOWN) {
            fields.add(Field.STATE);
        }
        if (version.live().isPresent()) {
            fields.add(Field.LIVE);
        }
        if (version.aliases().isPresent() && version.tags().isPresent()) {
            fields.add(Field.ALIASES);
        }
        return fields;
    }

    private static Set<Field> fields(Checkpoint checkpoint) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        if (checkpoint.step().isPresent()) {
            fields.add(Field.STEP);
        }
        if (!checkpoint.metrics().isEmpty()) {
            fields.add(Field.METRICS);
        }
        if (checkpoint.createdAt().isPresent()) {
            fields.add(Field.CREATED_AT);
        }
        if (checkpoint.sizeBytes().isPresent()) {
            fields.add(Field.SIZE);
        }
        if (checkpoint.itemState() != ItemState.UNKNOWN) {
            fields.add(Field.STATE);
        }
        return fields;
    }
}
