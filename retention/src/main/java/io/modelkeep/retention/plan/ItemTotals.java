package io.modelkeep.retention.plan;

import java.util.OptionalLong;

/**
 * The counts of a plan or of one part of a plan, where {@code kept + deleted = seen}.
 *
 * @param seen the number of items found
 * @param kept the number of items that stay
 * @param deleted the number of items to delete
 * @param keptBytes the total size of the items that stay, in bytes; empty if the size of one of them is unknown
 * @param deletedBytes the total size of the items to delete, in bytes; empty if the size of one of them is unknown
 */
public record ItemTotals(long seen, long kept, long deleted, OptionalLong keptBytes, OptionalLong deletedBytes) {}
