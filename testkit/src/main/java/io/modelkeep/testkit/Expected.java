package io.modelkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Operation;
import io.modelkeep.StoreException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a cell of the fault matrix may end: what the caller is told, and what it took on the wire. Immutable;
 * methods with arguments return a changed copy.
 *
 * <p>Requests are counted as ranges, in two groups: those of the operation itself, and all others, such as the reads that
 * settle an ambiguous deletion. Providers differ in whether they read before they repeat.
 */
final class Expected {

    private static final int MANY = 12;

    /** Which calls have to read after their first request. */
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
    private final @Nullable Class<? extends StoreException> stoppedBy;
    private final Consumer<Ending> more;

    private Expected(
            Set<DeleteOutcome> outcomes,
            List<Class<? extends StoreException>> errors,
            int leastOwn,
            int mostOwn,
            int leastReads,
            int mostReads,
            Settled settled,
            @Nullable Class<? extends StoreException> cause,
            @Nullable Class<? extends StoreException> stoppedBy,
            Consumer<Ending> more) {
        this.outcomes = outcomes;
        this.errors = errors;
        this.leastOwn = leastOwn;
        this.mostOwn = mostOwn;
        this.leastReads = leastReads;
        this.mostReads = mostReads;
        this.settled = settled;
        this.cause = cause;
        this.stoppedBy = stoppedBy;
        this.more = more;
    }

    private static Expected of(Set<DeleteOutcome> outcomes, List<Class<? extends StoreException>> errors) {
        return new Expected(outcomes, errors, 1, 1, 0, MANY, Settled.NONE, null, null, ending -> {});
    }

    /** The call returns what is right. */
    static Expected answer() {
        return of(Set.of(), List.of());
    }

    /** The call throws this. */
    static Expected error(Class<? extends StoreException> type) {
        return of(Set.of(), List.of(type));
    }

    /** The call throws one of two. */
    static Expected error(Class<? extends StoreException> one, Class<? extends StoreException> other) {
        return of(Set.of(), List.of(one, other));
    }

    /** The deletion reports these outcomes, and no other. */
    static Expected outcome(DeleteOutcome first, DeleteOutcome... more) {
        return of(EnumSet.of(first, more), List.of());
    }

    /** Requests of the operation itself; one where nothing is said. */
    Expected own(int least, int most) {
        return new Expected(outcomes, errors, least, most, leastReads, mostReads, settled, cause, stoppedBy, more);
    }

    /** Other requests; any small number where nothing is said. */
    Expected reads(int least, int most) {
        return new Expected(outcomes, errors, leastOwn, mostOwn, least, most, settled, cause, stoppedBy, more);
    }

    /**
     * At least one other request after the first of the operation itself. A service that confirms a deletion again where it
     * is repeated may be asked for that instead.
     */
    Expected settledByReading() {
        return settled(Settled.ALL);
    }

    /** The same where a request may hold several ids: what is said of all of them at once is true of none for certain. */
    Expected settledForSeveral() {
        return settled(Settled.OF_SEVERAL_IDS);
    }

    private Expected settled(Settled which) {
        return new Expected(outcomes, errors, leastOwn, mostOwn, leastReads, mostReads, which, cause, stoppedBy, more);
    }

    /** Each reason given is of this type, and there is one. */
    Expected because(Class<? extends StoreException> type) {
        return new Expected(outcomes, errors, leastOwn, mostOwn, leastReads, mostReads, settled, type, stoppedBy, more);
    }

    /** The bulk deletion was stopped by this. */
    Expected stoppedBy(Class<? extends StoreException> type) {
        return new Expected(outcomes, errors, leastOwn, mostOwn, leastReads, mostReads, settled, cause, type, more);
    }

    /** Something else that holds. */
    Expected and(Consumer<Ending> check) {
        return new Expected(
                outcomes, errors, leastOwn, mostOwn, leastReads, mostReads, settled, cause, stoppedBy, check);
    }

    /** Fails unless the call ended like this. */
    void check(StoreFixture fixture, Operation operation, Ending ending, List<WireRequest> sent) {
        if (errors.isEmpty()) {
            assertThat(ending.thrown())
                    .as("what the caller is told, by an exception")
                    .isEmpty();
        } else {
            assertThat(ending.thrown())
                    .as("what the caller is told, by an exception")
                    .isPresent();
            assertThat(ending.thrown().get().getClass())
                    .as("what the caller is told, by the type of the exception")
                    .isIn(errors);
        }
        if (outcomes.isEmpty()) {
            assertThat(ending.outcomes()).isEmpty();
        } else {
            assertThat(ending.outcomes().values())
                    .as("what the caller is told, by outcomes")
                    .isNotEmpty()
                    .isSubsetOf(allowed(fixture, operation));
        }
        if (cause != null) {
            assertThat(ending.reasons())
                    .as("what the caller is told, by causes")
                    .isNotEmpty()
                    .hasOnlyElementsOfType(cause);
        }
        if (stoppedBy != null) {
            assertThat(ending.stoppedBy())
                    .as("what the caller is told, by what stopped it")
                    .containsInstanceOf(stoppedBy);
        }
        List<Boolean> isOwn =
                sent.stream().map(request -> isOwn(operation, request)).toList();
        long own = isOwn.stream().filter(mine -> mine).count();
        assertThat(own)
                .as("what went over the wire, by requests to %s", operation.label())
                .isBetween((long) leastOwn, (long) mostOwn);
        assertThat(sent.size() - own)
                .as("what went over the wire, by other requests")
                .isBetween((long) leastReads, (long) mostReads);
        if (mustRead(fixture, operation) && !(own > 1 && fixture.deletedAgain(operation) == DeleteOutcome.DELETED)) {
            assertThat(isOwn.subList(isOwn.indexOf(true) + 1, isOwn.size()))
                    .as("what went over the wire: requests after the first, one of them a read")
                    .contains(false);
        }
        more.accept(ending);
    }

    private boolean mustRead(StoreFixture fixture, Operation operation) {
        return switch (settled) {
            case NONE -> false;
            case OF_SEVERAL_IDS -> Calls.BULKS.contains(operation) && fixture.maxBatchSize(operation) > 1;
            case ALL -> true;
        };
    }

    /** A model may be finished off by deleting the versions that were known of it, so that later ones are left alone. */
    private static boolean isOwn(Operation operation, WireRequest request) {
        return request.operation()
                .filter(sent ->
                        sent == operation || (operation == Operation.DELETE_MODEL && sent == Operation.DELETE_VERSIONS))
                .isPresent();
    }

    /** A service with idempotent tombstones confirms on repetition what others leave to be presumed. */
    private Set<DeleteOutcome> allowed(StoreFixture fixture, Operation operation) {
        Set<DeleteOutcome> allowed = EnumSet.copyOf(outcomes);
        if (allowed.contains(DeleteOutcome.PRESUMED_DELETED)
                && fixture.deletedAgain(operation) == DeleteOutcome.DELETED) {
            allowed.add(DeleteOutcome.DELETED);
        }
        return allowed;
    }

    /** What is told and sent, for the documentation of a deletion. */
    String words() {
        String told = outcomes.stream().map(DeleteOutcome::name).collect(Collectors.joining(" or "));
        String requests = leastOwn == mostOwn ? Integer.toString(leastOwn) : leastOwn + " to " + mostOwn;
        String why = cause == null || stoppedBy != null ? "" : " because of " + cause.getSimpleName();
        String stopped = stoppedBy == null ? "" : ", stopped by " + stoppedBy.getSimpleName();
        return told + why + stopped + " (" + requests
                + switch (settled) {
                    case NONE -> ")";
                    case OF_SEVERAL_IDS -> ", and a read after a request of several)";
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
