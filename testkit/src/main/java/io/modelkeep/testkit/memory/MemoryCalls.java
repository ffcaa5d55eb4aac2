package io.modelkeep.testkit.memory;

import io.modelkeep.DeleteReport;
import io.modelkeep.DeleteResult;
import io.modelkeep.Id;
import io.modelkeep.ModelkeepClient.ListenerRegistration;
import io.modelkeep.Operation;
import io.modelkeep.StoreListener;
import io.modelkeep.errors.CancelledException;
import io.modelkeep.errors.ErrorDetails;
import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.NotFoundException;
import io.modelkeep.errors.StoreException;
import io.modelkeep.spi.Instrumentation;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The common parts of all calls on the memory stores: checks for closing and interrupts, and events for the listener.
 * Thread-safe.
 */
final class MemoryCalls {

    private final Instrumentation instrumentation;
    private final AtomicBoolean closed = new AtomicBoolean();

    MemoryCalls(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    ListenerRegistration addListener(StoreListener added) {
        return instrumentation.addListener(added);
    }

    Optional<Executor> prefetchExecutor() {
        return instrumentation.prefetchExecutor();
    }

    void close() {
        closed.set(true);
    }

    /** Fails if the client is closed. Called before any other check. */
    void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the client is closed");
        }
    }

    /** Runs a call that takes effect completely or not at all. */
    <T> T run(Operation operation, Supplier<T> work) {
        return instrumentation.run(operation, () -> {
            cancelled(operation).ifPresent(cancelled -> {
                throw cancelled;
            });
            return work.get();
        });
    }

    /**
     * Deletes ids one by one, and stops when the call is cancelled.
     *
     * @param parent returns an exception if the parent is missing, or empty
     */
    <I extends Id> DeleteReport<I> delete(
            Operation operation,
            Collection<I> ids,
            Supplier<Optional<NotFoundException>> parent,
            Function<I, DeleteResult<I>> one) {
        DeleteReport.Collector<I> collector = DeleteReport.collect(MemoryProvider.NAME, ids);
        if (ids.isEmpty()) {
            return collector.report();
        }
        return instrumentation.run(operation, () -> {
            Optional<? extends StoreException> stop =
                    cancelled(operation).<StoreException>map(c -> c).or(parent);
            for (I id : ids) {
                stop = stop.isPresent() ? stop : cancelled(operation);
                if (stop.isPresent()) {
                    collector.stop(stop.get());
                    break;
                }
                if (!collector.has(id)) {
                    collector.add(one.apply(id));
                }
            }
            return collector.report();
        });
    }

    static ErrorDetails details(Operation operation, Object subject, String problem) {
        return ErrorDetails.of(problem)
                .provider(MemoryProvider.NAME)
                .operation(operation)
                .subject(subject.toString());
    }

    /** Returns the exception for an id that is not in this provider's format. */
    static InvalidRequestException foreign(Operation operation, Object id, String form) {
        return new InvalidRequestException(details(operation, id, "is not of the form " + form));
    }

    /** Returns the ids unchanged, after checking that each is in this provider's format. */
    static <I extends Id> Collection<I> checked(
            Operation operation, Collection<I> ids, Predicate<String> wellFormed, String form) {
        if (ids == null) {
            throw new InvalidRequestException(details(operation, "", "the collection of ids is null"));
        }
        for (I id : ids) {
            if (id == null) {
                throw new InvalidRequestException(details(operation, "", "an id is null"));
            }
            if (!wellFormed.test(id.value())) {
                throw foreign(operation, id, form);
            }
        }
        return ids;
    }

    private Optional<CancelledException> cancelled(Operation operation) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        return interrupted || closed.get()
                ? Optional.of(new CancelledException(
                        details(operation, "", interrupted ? "the thread was interrupted" : "the client was closed")))
                : Optional.empty();
    }
}
