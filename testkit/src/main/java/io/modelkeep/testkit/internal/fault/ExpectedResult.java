package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.errors.StoreException;
import io.modelkeep.testkit.fixture.StoreFixture;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.OperationCalls;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An allowed ending of a cell of the fault matrix: the result for the caller, and the requests on the wire. Immutable.
 * Methods with arguments return a changed copy.
 *
 * <p>Requests are counted as ranges in two groups: those of the operation itself, and all others, such as settling
 * reads. Providers differ in whether they read before they retry.
 */
public final class ExpectedResult {

    private static final int MANY = 12;

    /** The calls that must read after their first request. */
    private enum Settled {
        NONE,
        OF_SEVERAL_IDS,
        ALL
    }

    private final Set<DeleteOutcome> outcomes;
    private final List<Class<? extends StoreException>> errors;
    private final int leastOwn;
    private final int mostOwn;
    private final int leastReads;
    private final int mostReads;
    private final Settled settled;
    private final @Nullable Class<? extends StoreException> cause;
    private final @Nullable Class<? extends StoreException> abortCause;
    private final Consumer<CallResult> more;

    private ExpectedResult(
            Set<DeleteOutcome> outcomes,
            List<Class<? extends StoreException>> errors,
            int leastOwn,
            int mostOwn,
            int leastReads,
            int mostReads,
            Settled settled,
            @Nullable Class<? extends StoreException> cause,
            @Nullable Class<? extends StoreException> abortCause,
            Consumer<CallResult> more) {
        this.outcomes = outcomes;
        this.errors = errors;
        this.leastOwn = leastOwn;
        this.mostOwn = mostOwn;
        this.leastReads = leastReads;
        this.mostReads = mostReads;
        this.settled = settled;
        this.cause = cause;
        this.abortCause = abortCause;
        this.more = more;
    }

    private static ExpectedResult of(Set<DeleteOutcome> outcomes, List<Class<? extends StoreException>> errors) {
        return new ExpectedResult(outcomes, errors, 1, 1, 0, MANY, Settled.NONE, null, null, ending -> {});
    }

    /** Expects that the call returns the right result. */
    public static ExpectedResult answer() {
        return of(Set.of(), List.of());
    }

    /** Expects that the call throws this exception. */
    public static ExpectedResult error(Class<? extends StoreException> type) {
        return of(Set.of(), List.of(type));
    }

    /** Expects that the call throws one of two exceptions. */
    public static ExpectedResult error(Class<? extends StoreException> one, Class<? extends StoreException> other) {
        return of(Set.of(), List.of(one, other));
    }

    /** Expects that the deletion reports only these outcomes. */
    public static ExpectedResult outcome(DeleteOutcome first, DeleteOutcome... more) {
        return of(EnumSet.of(first, more), List.of());
    }

    /** Expects this number of requests of the operation itself. The default is one. */
    public ExpectedResult own(int least, int most) {
        return new ExpectedResult(
                outcomes, errors, least, most, leastReads, mostReads, settled, cause, abortCause, more);
    }

    /** Expects this number of other requests. The default is any small number. */
    public ExpectedResult reads(int least, int most) {
        return new ExpectedResult(outcomes, errors, leastOwn, mostOwn, least, most, settled, cause, abortCause, more);
    }

    /**
     * Expects at least one other request after the first request of the operation itself. If the service confirms
     * repeated deletions, a repeated deletion is accepted instead.
     */
    public ExpectedResult settledByReading() {
        return settled(Settled.ALL);
    }

    /**
     * Expects the same if a request may contain several ids, because one answer about all of them proves nothing about
     * a single id.
     */
    public ExpectedResult settledForSeveral() {
        return settled(Settled.OF_SEVERAL_IDS);
    }

    private ExpectedResult settled(Settled which) {
        return new ExpectedResult(
                outcomes, errors, leastOwn, mostOwn, leastReads, mostReads, which, cause, abortCause, more);
    }

    /** Expects at least one cause, and that each cause is of this type. */
    public ExpectedResult because(Class<? extends StoreException> type) {
        return new ExpectedResult(
                outcomes, errors, leastOwn, mostOwn, leastReads, mostReads, settled, type, abortCause, more);
    }

    /** Expects that the bulk deletion was stopped by an exception of this type. */
    public ExpectedResult abortCause(Class<? extends StoreException> type) {
        return new ExpectedResult(
                outcomes, errors, leastOwn, mostOwn, leastReads, mostReads, settled, cause, type, more);
    }

    /** Expects that an additional check passes. */
    public ExpectedResult and(Consumer<CallResult> check) {
        return new ExpectedResult(
                outcomes, errors, leastOwn, mostOwn, leastReads, mostReads, settled, cause, abortCause, check);
    }

    /** Fails unless the call ended as expected. */
    void check(StoreFixture fixture, Operation operation, CallResult ending, List<WireRequest> sent) {
        if (errors.isEmpty()) {
            assertThat(ending.thrown()).as("the exception for the caller").isEmpty();
        } else {
            assertThat(ending.thrown()).as("the exception for the caller").isPresent();
            assertThat(ending.thrown().get().getClass())
                    .as("the type of the exception for the caller")
                    .isIn(errors);
        }
        if (outcomes.isEmpty()) {
            assertThat(ending.outcomes()).isEmpty();
        } else {
            assertThat(ending.outcomes().values())
                    .as("the outcomes for the caller")
                    .isNotEmpty()
                    .isSubsetOf(allowed(fixture, operation));
        }
        if (cause != null) {
            assertThat(ending.reasons())
                    .as("the causes for the caller")
                    .isNotEmpty()
                    .hasOnlyElementsOfType(cause);
        }
        if (abortCause != null) {
            assertThat(ending.abortCause())
                    .as("the exception that stopped the deletion")
                    .containsInstanceOf(abortCause);
        }
        List<Boolean> isOwn =
                sent.stream().map(request -> isOwn(operation, request)).toList();
        long own = isOwn.stream().filter(mine -> mine).count();
        assertThat(own).as("the number of requests to %s", operation.label()).isBetween((long) leastOwn, (long)
                mostOwn);
        assertThat(sent.size() - own).as("the number of other requests").isBetween((long) leastReads, (long) mostReads);
        if (mustRead(fixture, operation) && !(own > 1 && fixture.deletedAgain(operation) == DeleteOutcome.DELETED)) {
            assertThat(isOwn.subList(isOwn.indexOf(true) + 1, isOwn.size()))
                    .as("a read among the requests after the first")
                    .contains(false);
        }
        more.accept(ending);
    }

    private boolean mustRead(StoreFixture fixture, Operation operation) {
        return switch (settled) {
            case NONE -> false;
            case OF_SEVERAL_IDS -> OperationCalls.BULKS.contains(operation) && fixture.maxBatchSize(operation) > 1;
            case ALL -> true;
        };
    }

    /**
     * Reports whether a request belongs to the operation. The deletion of a model may be completed by deleting its
     * known versions, so that later versions are kept.
     */
    private static boolean isOwn(Operation operation, WireRequest request) {
        return request.operation()
                .filter(sent ->
                        sent == operation || (operation == Operation.DELETE_MODEL && sent == Operation.DELETE_VERSIONS))
                .isPresent();
    }

    /**
     * Returns the allowed outcomes. A service with idempotent tombstones confirms a repeated deletion, which other
     * services leave to be presumed.
     */
    private Set<DeleteOutcome> allowed(StoreFixture fixture, Operation operation) {
        Set<DeleteOutcome> allowed = EnumSet.copyOf(outcomes);
        if (allowed.contains(DeleteOutcome.PRESUMED_DELETED)
                && fixture.deletedAgain(operation) == DeleteOutcome.DELETED) {
            allowed.add(DeleteOutcome.DELETED);
        }
        return allowed;
    }

    /** Describes the outcomes and the requests of a deletion, for the documentation. */
    public String words() {
        String told = outcomes.stream().map(DeleteOutcome::name).collect(Collectors.joining(" or "));
        String requests = leastOwn == mostOwn ? Integer.toString(leastOwn) : leastOwn + " to " + mostOwn;
        String why = cause == null || abortCause != null ? "" : " because of " + cause.getSimpleName();
        String stopped = abortCause == null ? "" : ", stopped by " + abortCause.getSimpleName();
        return told + why + stopped + " (" + requests
                + switch (settled) {
                    case NONE -> ")";
                    case OF_SEVERAL_IDS -> ", and a read if the request may contain several ids)";
                    case ALL -> ", and a read)";
                };
    }

    @Override
    public String toString() {
        return outcomes + " " + errors.stream().map(Class::getSimpleName).toList() + ", requests " + leastOwn + ".."
                + mostOwn + " + " + leastReads + ".." + mostReads
                + (settled == Settled.NONE ? "" : ", settled by reading");
    }
}
