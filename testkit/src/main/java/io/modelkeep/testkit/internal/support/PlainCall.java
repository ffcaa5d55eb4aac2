package io.modelkeep.testkit.internal.support;

import io.modelkeep.Capability;
import io.modelkeep.DeleteReport;
import io.modelkeep.ModelDeletion;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.errors.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A call that can be repeated, for clauses that need any request. */
public final class PlainCall {

    private static final List<Capability> IN_THIS_ORDER = List.of(
            Capability.CHECKPOINT_LIST,
            Capability.MODEL_LIST,
            Capability.MODEL_GET,
            Capability.VERSION_LIST,
            Capability.RUN_LIST,
            Capability.MODEL_DELETE,
            Capability.CHECKPOINT_DELETE);

    private PlainCall() {}

    /** Prepares the call on new items. */
    public static Function<ModelkeepClient, Object> prepared(ContractContext context) {
        return OperationCalls.prepared(capability(context), context.fixture());
    }

    /** Returns the capability that the call needs. */
    public static Capability capability(ContractContext context) {
        Set<Capability> declared = context.declared();
        return IN_THIS_ORDER.stream()
                .filter(declared::contains)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the provider declares neither a list nor a deletion"));
    }

    /** Returns why a call failed: the exception that was thrown, or the cause in its report. */
    public static Optional<StoreException> failure(Supplier<Object> call) {
        try {
            return failureOf(call.get());
        } catch (StoreException thrown) {
            return Optional.of(thrown);
        }
    }

    private static Optional<StoreException> failureOf(Object result) {
        if (result instanceof DeleteReport<?> report) {
            return report.results().stream()
                    .flatMap(one -> one.cause().stream())
                    .findFirst();
        }
        return result instanceof ModelDeletion deletion ? deletion.cause() : Optional.empty();
    }
}
