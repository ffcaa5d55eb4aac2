package io.modelkeep.integration.foreign;

import io.modelkeep.DeleteOutcome;
import io.modelkeep.integration.foreign.ForeignServer.Reply;
import io.modelkeep.integration.foreign.ForeignServer.Request;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A way in which a server contradicts itself, and what may be reported then.
 *
 * @param name what the server does
 * @param applies whether a service can do it in this kind of deletion
 * @param deletion how it answers a deletion
 * @param reading how it answers a read
 * @param kept what may be reported of an item that is still there
 * @param gone what may be reported of an item that is not there
 * @param alarm whether the report must have an alarm
 */
record Contradiction(
        String name,
        Predicate<Dialect> applies,
        Deletion deletion,
        Reading reading,
        Set<DeleteOutcome> kept,
        Set<DeleteOutcome> gone,
        boolean alarm) {

    /** Answers a deletion, and changes the world as the server does. */
    @FunctionalInterface
    interface Deletion {
        Reply answer(World world, Dialect dialect, Request request, List<String> named);
    }

    /** Answers a read. */
    @FunctionalInterface
    interface Reading {
        Reply answer(World world, Dialect dialect, Request request);
    }

    static final Set<DeleteOutcome> ANY_GONE =
            EnumSet.of(DeleteOutcome.DELETED, DeleteOutcome.ALREADY_ABSENT, DeleteOutcome.PRESUMED_DELETED);

    /** A server that reads truthfully; an item that is gone may be reported as any kind of gone, and none is kept. */
    static Contradiction of(String name, Deletion deletion) {
        return new Contradiction(
                name,
                dialect -> true,
                deletion,
                (world, dialect, request) -> dialect.read(world, request),
                EnumSet.noneOf(DeleteOutcome.class),
                ANY_GONE,
                false);
    }

    Contradiction where(Predicate<Dialect> condition) {
        return new Contradiction(name, condition, deletion, reading, kept, gone, alarm);
    }

    Contradiction reading(Reading other) {
        return new Contradiction(name, applies, deletion, other, kept, gone, alarm);
    }

    Contradiction kept(DeleteOutcome first, DeleteOutcome... others) {
        return new Contradiction(name, applies, deletion, reading, EnumSet.of(first, others), gone, alarm);
    }

    Contradiction gone(DeleteOutcome first, DeleteOutcome... others) {
        return new Contradiction(name, applies, deletion, reading, kept, EnumSet.of(first, others), alarm);
    }

    Contradiction alarming() {
        return new Contradiction(name, applies, deletion, reading, kept, gone, true);
    }
}
