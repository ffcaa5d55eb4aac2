package io.modelkeep.integration.foreign;

import static io.modelkeep.DeleteOutcome.ALREADY_ABSENT;
import static io.modelkeep.DeleteOutcome.DELETED;
import static io.modelkeep.DeleteOutcome.FAILED;
import static io.modelkeep.DeleteOutcome.NOT_ATTEMPTED;
import static io.modelkeep.DeleteOutcome.PRESUMED_DELETED;
import static io.modelkeep.DeleteOutcome.REFUSED;
import static io.modelkeep.DeleteOutcome.UNKNOWN;

import io.modelkeep.integration.foreign.Contradiction.Deletion;
import io.modelkeep.integration.foreign.ForeignServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The contradictory servers. */
final class Contradictions {

    private static final String HTML = "<html><body>Bad Gateway</body></html>";

    private Contradictions() {}

    static List<Contradiction> all() {
        List<Contradiction> all = new ArrayList<>();
        addAnswersOfOthers(all);
        addErrors(all);
        addBatches(all);
        addLists(all);
        addAlarms(all);
        return all;
    }

    /** Carries out nothing and answers an error of the service. */
    private static Deletion refusing(int status) {
        return (world, dialect, request, named) -> dialect.error(status);
    }

    /** Carries out nothing and answers something else. */
    private static Deletion saying(Supplier<Reply> reply) {
        return (world, dialect, request, named) -> reply.get();
    }

    /** Carries all of it out, and then answers something else. */
    private static Deletion deletingAndSaying(Function<Dialect, Reply> reply) {
        return (world, dialect, request, named) -> {
            world.remove(named);
            return reply.apply(dialect);
        };
    }

    private static void addAnswersOfOthers(List<Contradiction> all) {
        all.add(Contradiction.of("denies what it lists", (world, dialect, request, named) -> dialect.denied())
                .kept(FAILED, UNKNOWN, NOT_ATTEMPTED));
        all.add(Contradiction.of(
                        "answers ok as a health check does", saying(() -> Reply.of(200, "{\"status\":\"ok\"}")))
                .kept(FAILED, REFUSED, UNKNOWN));
        all.add(Contradiction.of("answers with a login page", saying(() -> Reply.of(200, HTML)))
                .kept(FAILED, REFUSED, UNKNOWN));
        all.add(Contradiction.of("answers with an empty object", saying(() -> Reply.of(200, "{}")))
                .kept(FAILED, REFUSED, UNKNOWN));
        all.add(Contradiction.of("answers no content", saying(() -> Reply.of(204, "")))
                .kept(FAILED, REFUSED, UNKNOWN));
        all.add(Contradiction.of("answers accepted and deletes later", (world, dialect, request, named) -> {
                    world.late.add(named);
                    return Reply.of(202, "{}");
                })
                .kept(UNKNOWN));
        all.add(Contradiction.of("has no such route", saying(() -> Reply.of(404, "{\"detail\":\"Not Found\"}")))
                .kept(FAILED, UNKNOWN, NOT_ATTEMPTED));
        all.add(Contradiction.of("denies with a page of a proxy", saying(() -> Reply.of(404, HTML)))
                .kept(FAILED, REFUSED, UNKNOWN));
    }

    private static void addErrors(List<Contradiction> all) {
        all.add(Contradiction.of("ends the work with its own 500", refusing(500))
                .kept(FAILED));
        all.add(Contradiction.of("ends the work with its own 503", refusing(503))
                .kept(FAILED));
        for (int status : new int[] {408, 502, 504, 520, 522, 524, 529}) {
            all.add(Contradiction.of("answers " + status + " and deletes later", (world, dialect, request, named) -> {
                        world.late.add(named);
                        return dialect.error(status);
                    })
                    .kept(UNKNOWN)
                    .gone(UNKNOWN));
        }
        for (int status : new int[] {500, 501, 503}) {
            all.add(Contradiction.of(
                            "answers a gateway's " + status + " and deletes later",
                            (world, dialect, request, named) -> {
                                world.late.add(named);
                                return Reply.of(status, HTML);
                            })
                    .kept(UNKNOWN)
                    .gone(UNKNOWN));
        }
        all.add(Contradiction.of("closes and deletes later", (world, dialect, request, named) -> {
                    world.late.add(named);
                    return Reply.none();
                })
                .kept(UNKNOWN)
                .gone(UNKNOWN));
        for (Reply second : List.of(
                Reply.of(200, "{\"status\":\"ok\"}"), Reply.of(200, HTML), Reply.of(404, HTML), Reply.of(409, HTML))) {
            all.add(Contradiction.of(
                            "closes and deletes later, and then answers " + second.status() + " " + second.body(),
                            (world, dialect, request, named) -> {
                                world.late.add(named);
                                return world.deletions > 1 ? second : Reply.none();
                            })
                    .where(dialect -> dialect.asked().size() == 1)
                    .kept(UNKNOWN));
        }
        all.add(Contradiction.of("deletes and closes", deletingAndSaying(dialect -> Reply.none()))
                .gone(PRESUMED_DELETED));
        all.add(Contradiction.of("deletes and answers 500", deletingAndSaying(dialect -> dialect.error(500)))
                .gone(PRESUMED_DELETED));
        all.add(Contradiction.of("deletes and denies", deletingAndSaying(Dialect::denied))
                .kept(NOT_ATTEMPTED)
                .gone(PRESUMED_DELETED, ALREADY_ABSENT));
        all.add(Contradiction.of("deletes and answers 204", deletingAndSaying(dialect -> Reply.of(204, "")))
                .gone(PRESUMED_DELETED));
        all.add(Contradiction.of("rejects the key of a deletion", refusing(403)).kept(FAILED, NOT_ATTEMPTED));
        all.add(Contradiction.of("rejects the key of a deletion and of reads", refusing(401))
                .reading((world, dialect, request) ->
                        world.deletions > 0 ? dialect.error(401) : dialect.read(world, request))
                .kept(FAILED, NOT_ATTEMPTED));
        all.add(Contradiction.of("fails each deletion, and then each read", refusing(500))
                .reading((world, dialect, request) ->
                        world.deletions > 0 ? dialect.error(500) : dialect.read(world, request))
                .kept(UNKNOWN));
    }

    private static void addBatches(List<Contradiction> all) {
        for (int status : new int[] {400, 403, 409, 412, 422, 429, 500}) {
            all.add(Contradiction.of("deletes half of a batch and answers " + status, half(status))
                    .where(Dialect::hasBatches)
                    .kept(REFUSED, FAILED, NOT_ATTEMPTED)
                    .gone(PRESUMED_DELETED));
        }
        all.add(Contradiction.of("deletes half of a batch and counts all", (world, dialect, request, named) -> {
                    world.remove(named.subList(0, named.size() / 2));
                    return dialect.counted(named.size() / 2).orElseThrow();
                })
                .where(Dialect::hasBatches)
                .kept(REFUSED, UNKNOWN)
                .gone(DELETED, PRESUMED_DELETED));
        all.add(Contradiction.of("answers the first batch twice", (world, dialect, request, named) -> {
                    if (world.deletions > 1) {
                        return dialect.error(409);
                    }
                    world.remove(named);
                    return dialect.deleted(named).twice();
                })
                .where(Dialect::hasBatches)
                .kept(REFUSED)
                .gone(DELETED));
        all.add(Contradiction.of("saves again what it deleted without an answer", (world, dialect, request, named) -> {
                    if (world.deletions > 2) {
                        world.remove(named);
                        return dialect.deleted(named);
                    }
                    world.remove(named);
                    named.forEach(id -> world.items.put(id, 2));
                    world.removed.removeAll(named);
                    return Reply.none();
                })
                .where(dialect -> dialect.hasRevisions())
                .kept(FAILED, UNKNOWN, NOT_ATTEMPTED)
                .gone(PRESUMED_DELETED, DELETED, FAILED));
    }

    private static Deletion half(int status) {
        return (world, dialect, request, named) -> {
            world.remove(named.subList(0, named.size() / 2));
            return dialect.error(status);
        };
    }

    private static void addLists(List<Contradiction> all) {
        for (Reply lost : List.of(
                Reply.of(404, "{\"detail\":\"cursor not found\"}"),
                Reply.of(400, "{\"detail\":\"bad cursor\"}"),
                Reply.of(422, "{\"detail\":\"after: unknown\"}"),
                Reply.of(200, "{\"object\":\"list\",\"data\":[],\"has_more\":false}"))) {
            all.add(Contradiction.of("loses its place with " + lost.status() + " " + lost.body(), refusing(503))
                    .where(Contradictions::hasCursors)
                    .reading((world, dialect, request) ->
                            dialect.isLaterPage(request) ? lost : dialect.read(world, request))
                    .kept(UNKNOWN, FAILED));
        }
        all.add(Contradiction.of("begins its list again at each page", refusing(503))
                .where(Contradictions::hasCursors)
                .reading((world, dialect, request) -> dialect.read(
                        world,
                        new ForeignServer.Request(
                                request.method(), request.path(), Map.of("limit", "100"), request.body())))
                .kept(UNKNOWN, FAILED));
        all.add(Contradiction.of("omits everything from one list after a refusal", refusing(409))
                .reading(once(world -> new World(List.of())))
                .kept(REFUSED, UNKNOWN, FAILED));
        all.add(Contradiction.of(
                        "lists what it deleted, once, after an answer that proves nothing",
                        deletingAndSaying(dialect -> Reply.of(200, HTML)))
                .reading(once(world -> {
                    World before = new World(List.of());
                    before.items.putAll(world.items);
                    world.removed.forEach(id -> before.items.put(id, 1));
                    return before;
                }))
                .gone(PRESUMED_DELETED, UNKNOWN));
        all.add(Contradiction.of("lists rows of another parent after a failure", refusing(500))
                .where(dialect ->
                        dialect.foreignRows(new World(dialect.ids()), READ).isPresent())
                .reading((world, dialect, request) -> world.deletions > 0
                        ? dialect.foreignRows(world, request).orElseGet(() -> dialect.read(world, request))
                        : dialect.read(world, request))
                .kept(UNKNOWN, FAILED));
        all.add(Contradiction.of("answers reads as a health check does", refusing(500))
                .reading((world, dialect, request) ->
                        world.deletions > 0 ? Reply.of(200, "{\"status\":\"ok\"}") : dialect.read(world, request))
                .kept(UNKNOWN));
    }

    private static final ForeignServer.Request READ =
            new ForeignServer.Request("GET", "/v1/models/abc12345/deployments", Map.of("limit", "100"), "");

    private static boolean hasCursors(Dialect dialect) {
        return dialect.name().equals("W&B checkpoints");
    }

    /** The first read after a deletion shows another world. */
    private static Contradiction.Reading once(Function<World, World> other) {
        return (world, dialect, request) -> {
            if (world.deletions > 0 && !world.misled) {
                world.misled = true;
                return dialect.read(other.apply(world), request);
            }
            return dialect.read(world, request);
        };
    }

    private static void addAlarms(List<Contradiction> all) {
        all.add(Contradiction.of(
                        "names another resource",
                        (world, dialect, request, named) -> dialect.another().orElseThrow())
                .where(dialect -> dialect.another().isPresent())
                .kept(REFUSED, FAILED, UNKNOWN, NOT_ATTEMPTED)
                .alarming());
        all.add(Contradiction.of("counts a thousand", (world, dialect, request, named) -> {
                    world.remove(named);
                    return dialect.counted(1000).orElseThrow();
                })
                .where(Dialect::hasBatches)
                .kept(REFUSED, FAILED, UNKNOWN, NOT_ATTEMPTED)
                .gone(DELETED, PRESUMED_DELETED)
                .alarming());
        all.add(Contradiction.of("counts below zero", (world, dialect, request, named) -> {
                    world.remove(named);
                    return dialect.counted(-5).orElseThrow();
                })
                .where(dialect -> dialect.counted(0).isPresent())
                .kept(REFUSED, FAILED, UNKNOWN, NOT_ATTEMPTED)
                .gone(DELETED, PRESUMED_DELETED)
                .alarming());
    }
}
