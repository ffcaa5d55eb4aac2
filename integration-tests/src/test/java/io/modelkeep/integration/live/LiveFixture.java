package io.modelkeep.integration.live;

import io.modelkeep.ModelId;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.config.StoreConfig;
import io.modelkeep.testkit.fixture.StoreFixture;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A service itself for the contracts. What it makes has a name of its own, {@code contract-} and a random uuid; its stores
 * delete nothing else; and closing it deletes all that was made, past the library and by the ids the service gave.
 */
abstract class LiveFixture implements StoreFixture {

    /** Deleting may be asked again as often as one likes, and is worth it: what is left costs somebody. */
    private static final int ATTEMPTS = 3;

    private final Map<String, String> config;
    private final Ledger ledger = new Ledger();

    LiveFixture(Map<String, String> config) {
        this.config = Map.copyOf(config);
    }

    final Ledger ledger() {
        return ledger;
    }

    /** The id of the model of that name, as the service says it. */
    abstract ModelId idOf(String name);

    /** Asks the service to delete a model, and tells the status of its answer. */
    abstract int remove(ModelId model);

    @Override
    public final Map<String, String> config() {
        return config;
    }

    @Override
    public final ModelkeepClient open(StoreConfig opened) {
        return new GuardedStores(ModelkeepClient.open(opened), ledger, this::idOf);
    }

    @Override
    public final boolean shared() {
        return true;
    }

    @Override
    public final String name(String name) {
        return ledger.name(name);
    }

    /**
     * Deletes what was made, and what may have been made where the answer was lost.
     *
     * @throws AssertionError something is left; the message names it
     */
    @Override
    public final void close() {
        // A clause about interrupts that failed leaves the flag, which must not keep anything from being deleted.
        boolean interrupted = Thread.interrupted();
        try {
            List<Thing> things = Stream.concat(
                            ledger.made().stream().map(model -> new Thing(model.value(), () -> model)),
                            ledger.inDoubt().stream().map(name -> new Thing(name, () -> idOf(name))))
                    .toList();
            List<String> left = Abreast.map(things, this::left).stream()
                    .flatMap(Optional::stream)
                    .toList();
            if (!left.isEmpty()) {
                throw new AssertionError("left on the service, to be deleted by hand: " + left);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Thing(String known, Supplier<ModelId> id) {}

    /** What the thing is known by, where it cannot be deleted. */
    private Optional<String> left(Thing thing) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isGone(thing)) {
                return Optional.empty();
            }
        }
        return Optional.of(thing.known());
    }

    private boolean isGone(Thing thing) {
        try {
            int status = remove(thing.id().get());
            return status == 200 || status == 404;
        } catch (UncheckedIOException | IllegalStateException failed) {
            return false;
        }
    }
}
