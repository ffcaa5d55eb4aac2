package io.modelkeep.testkit.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.Model;
import io.modelkeep.ModelId;
import io.modelkeep.ModelSpec;
import io.modelkeep.Operation;
import io.modelkeep.errors.RateLimitedException;
import io.modelkeep.spi.CommonKeys;
import io.modelkeep.testkit.fixture.Fault;
import io.modelkeep.testkit.fixture.WireRequest;
import io.modelkeep.testkit.internal.support.CallResult;
import io.modelkeep.testkit.internal.support.Clause;
import io.modelkeep.testkit.internal.support.ContractContext;
import io.modelkeep.testkit.internal.support.NotApplicable;
import io.modelkeep.testkit.internal.support.ParallelThreads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The rows F17 and F41: many threads use one client, on a service that limits the rate and on a healthy one. */
public final class CrowdFaults {

    private static final int STORM = 64;
    private static final int CROWD = 256;
    private static final int ATTEMPTS = 3;
    private static final int CONCURRENCY = 4;
    private static final Set<Operation> ALL_BUT_DOWNLOADS =
            EnumSet.complementOf(EnumSet.of(Operation.DOWNLOAD_CHECKPOINT));

    /** The lists without a parent: an item created for one thread would appear in the list of another. */
    private static final Set<Operation> OF_EVERYTHING = EnumSet.of(Operation.LIST_MODELS, Operation.LIST_RUNS);

    private CrowdFaults() {}

    public static List<Clause> all() {
        String storm = "429 every time, on 64 threads";
        String crowd = "256 threads at once";
        List<Clause> clauses = new ArrayList<>();
        for (Operation operation : ALL_BUT_DOWNLOADS) {
            clauses.add(clause("F17", operation, storm, context -> storm(context, operation))
                    // Far longer than all waits together, so that attempts end only because of the rate limit.
                    .with(CommonKeys.CALL_TIMEOUT.name(), "10h")
                    .ends("FAILED (64 first attempts, and fewer retries)"));
            clauses.add(clause("F41", operation, crowd, context -> crowd(context, operation))
                    .with(CommonKeys.MAX_CONCURRENCY.name(), Integer.toString(CONCURRENCY))
                    .ends("DELETED (1 per thread)"));
        }
        String reason = "a download sends many requests, which are limited in the same way as those of a file list";
        clauses.addAll(NotApplicable.but(ALL_BUT_DOWNLOADS, "F17", storm, reason));
        clauses.addAll(NotApplicable.but(ALL_BUT_DOWNLOADS, "F41", crowd, reason));
        return clauses;
    }

    private static Clause clause(String id, Operation operation, String about, Clause.Proof proof) {
        return Clause.of(id, operation.label() + ": " + about, proof)
                .needs(FaultTrial.capability(operation))
                .onTheWire();
    }

    private static void storm(ContractContext context, Operation operation) throws Exception {
        FaultTrial trial = FaultTrial.of(operation, context.fixture());
        for (int i = 0; i < STORM * ATTEMPTS; i++) {
            context.wire().inject(operation, Fault.status(429));
        }
        List<CallResult> endings = new CopyOnWriteArrayList<>();
        ParallelThreads.together(STORM, thread -> endings.add(trial.run(context.client())));
        assertThat(endings).hasSize(STORM).allSatisfy(ending -> {
            assertThat(ending.reasons()).isNotEmpty().hasOnlyElementsOfType(RateLimitedException.class);
            assertThat(ending.outcomes().values()).isSubsetOf(DeleteOutcome.FAILED);
            trial.checkTruth(ending);
        });
        List<WireRequest> sent = context.requests();
        assertThat(own(sent, operation))
                .as("requests of %s calls, each of which is sent once and few of which are retried", STORM)
                .isBetween((long) STORM, 2L * STORM - 1);
        assertThat(context.listener().attempted()).hasSameSizeAs(sent);
    }

    private static void crowd(ContractContext context, Operation operation) throws Exception {
        AtomicInteger most = new AtomicInteger();
        context.listener()
                .afterAttempt(
                        () -> context.wire().connections().ifPresent(open -> most.accumulateAndGet(open, Math::max)));
        if (operation == Operation.CREATE_MODEL) {
            created(context);
        } else {
            tried(context, operation);
        }
        List<WireRequest> sent = context.requests();
        assertThat(own(sent, operation)).isEqualTo(CROWD);
        assertThat(context.listener().attempted()).hasSameSizeAs(sent);
        assertThat(most.get()).as("connections at once").isLessThanOrEqualTo(CONCURRENCY);
    }

    private static void tried(ContractContext context, Operation operation) throws Exception {
        List<FaultTrial> trials = OF_EVERYTHING.contains(operation)
                ? Collections.nCopies(CROWD, FaultTrial.of(operation, context.fixture()))
                : IntStream.range(0, CROWD)
                        .mapToObj(thread -> FaultTrial.of(operation, context.fixture()))
                        .toList();
        ParallelThreads.together(CROWD, thread -> {
            CallResult ending = trials.get(thread).run(context.client());
            assertThat(ending.reasons()).isEmpty();
            assertThat(ending.outcomes().values()).isSubsetOf(DeleteOutcome.DELETED);
            trials.get(thread).checkTruth(ending);
        });
    }

    private static void created(ContractContext context) throws Exception {
        List<ModelSpec> specs = IntStream.range(0, CROWD)
                .mapToObj(
                        thread -> context.fixture().modelSpec("crowd-" + thread).build())
                .toList();
        Collection<ModelId> created = new CopyOnWriteArrayList<>();
        ParallelThreads.together(CROWD, thread -> {
            Model model = context.models().create(specs.get(thread));
            assertThat(model.name()).isEqualTo(context.fixture().name("crowd-" + thread));
            created.add(model.id());
        });
        assertThat(context.fixture().models()).containsExactlyInAnyOrderElementsOf(created);
    }

    private static long own(List<WireRequest> sent, Operation operation) {
        return sent.stream()
                .filter(request -> request.operation().filter(operation::equals).isPresent())
                .count();
    }
}
