package io.modelkeep.testkit.internal.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.modelkeep.Capability;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.Page;
import io.modelkeep.errors.UnsupportedCapabilityException;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.OperationCalls;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The clauses about capabilities: the declared capabilities are those that work. */
public final class CapabilityClauses {

    private final Set<Capability> all;

    private CapabilityClauses(Set<Capability> all) {
        this.all = all;
    }

    public static List<Clause> of(Set<Capability> all) {
        CapabilityClauses clauses = new CapabilityClauses(all);
        return List.of(
                Clause.of(
                        clauses.id("C0", "M0"),
                        "use of an undeclared capability is refused before any request",
                        clauses::undeclaredRefused),
                Clause.of(clauses.id("C1", "M1"), "every declared capability works", clauses::declaredWorks),
                Clause.of(
                        clauses.id("C2", "M2"),
                        "require() names all missing capabilities at once, and no others, without a request",
                        clauses::requireNamesAll));
    }

    /** Returns the id that a clause has for this kind of store. */
    private String id(String ofCheckpoints, String ofModels) {
        return all.equals(OperationCalls.OF_CHECKPOINTS) ? ofCheckpoints : ofModels;
    }

    private void undeclaredRefused(ContractContext context) {
        Set<Capability> declared = context.declared();
        for (Capability capability : all) {
            if (declared.contains(capability) || !askable(capability, declared)) {
                continue;
            }
            for (Function<ModelkeepClient, Object> call : OperationCalls.undeclared(capability, context.fixture())) {
                int sent = context.requests().size();
                Throwable thrown = catchThrowable(() -> call.apply(context.client()));
                assertThat(thrown).as(capability.label()).isInstanceOf(UnsupportedCapabilityException.class);
                assertThat(((UnsupportedCapabilityException) thrown).missing()).containsExactly(capability);
                assertThat(context.requests())
                        .as("requests of " + capability.label())
                        .hasSize(sent);
            }
        }
    }

    /**
     * Reports whether the capability can be tried. An order, a name and a revision are part of another call, and a
     * store without that call refuses it first.
     */
    private static boolean askable(Capability capability, Set<Capability> declared) {
        return switch (capability) {
            case MODEL_NAME_FILTER -> declared.contains(Capability.MODEL_LIST);
            case CHECKPOINT_ORDER -> declared.contains(Capability.CHECKPOINT_LIST);
            case CHECKPOINT_REVISION -> declared.contains(Capability.CHECKPOINT_DELETE);
            default -> true;
        };
    }

    private void declaredWorks(ContractContext context) {
        Set<Capability> declared = EnumSet.copyOf(all);
        declared.retainAll(context.declared());
        for (Capability capability : declared) {
            Object result =
                    OperationCalls.prepared(capability, context.fixture()).apply(context.client());
            if (result instanceof Page<?> page) {
                assertThat(page.items()).as(capability.label()).isNotEmpty();
            } else if (result instanceof DeleteReport<?> report) {
                assertThat(report.complete()).as(capability.label()).isTrue();
            } else if (result instanceof ModelDeletion deletion) {
                assertThat(deletion.outcome().isAbsent()).as(capability.label()).isTrue();
            } else {
                assertThat(result).as(capability.label()).isNotNull();
            }
        }
    }

    private void requireNamesAll(ContractContext context) throws Throwable {
        Set<Capability> declared = context.declared();
        Set<Capability> missing = EnumSet.complementOf(EnumSet.copyOf(declared));
        context.sends(0, () -> {
            assertThat(context.client().require(declared.toArray(Capability[]::new)))
                    .isSameAs(context.client());
            if (!missing.isEmpty()) {
                Throwable thrown = catchThrowable(() -> context.client().require(Capability.values()));
                assertThat(thrown).isInstanceOf(UnsupportedCapabilityException.class);
                assertThat(((UnsupportedCapabilityException) thrown).missing()).isEqualTo(missing);
            }
        });
    }
}
