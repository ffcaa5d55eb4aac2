package io.modelkeep.integration.foreign;

import io.modelkeep.DeleteReport;
import io.modelkeep.ModelkeepClient;
import io.modelkeep.integration.foreign.ForeignServer.Reply;
import io.modelkeep.integration.foreign.ForeignServer.Request;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one service speaks about one kind of deletion. */
interface Dialect {

    /** Such as {@code weave versions}. */
    String name();

    /** The settings of a client, but for the base URL. */
    Map<String, String> settings();

    String baseUrlKey();

    /** What there is, in the list's order. */
    List<String> ids();

    /** What the client deletes. */
    List<String> asked();

    DeleteReport<?> delete(ModelkeepClient stores);

    boolean isDeletion(Request request);

    /** The ids that a deletion names. */
    List<String> named(Request request);

    /** The list, or the item, that a read asks for. */
    Reply read(World world, Request request);

    /** A success that says that just these were deleted. */
    Reply deleted(Collection<String> ids);

    /** The service's own denial of what a request names. */
    Reply denied();

    /** An error in the service's own format. */
    Reply error(int status);

    /** A success that counts what it likes; empty where an answer has no count. */
    default Optional<Reply> counted(long count) {
        return Optional.empty();
    }

    /** A success that names another resource; empty where an answer names none. */
    default Optional<Reply> another() {
        return Optional.empty();
    }

    /** A list with a row of another parent; empty where rows name no parent. */
    default Optional<Reply> foreignRows(World world, Request request) {
        return Optional.empty();
    }

    /** Whether a read is of a later page. */
    default boolean isLaterPage(Request request) {
        return false;
    }

    /** Whether one request deletes several ids. */
    default boolean hasBatches() {
        return false;
    }

    /** Whether an item's revision can change under its id. */
    default boolean hasRevisions() {
        return false;
    }
}
