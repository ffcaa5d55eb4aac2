package io.modelkeep.retention.plan;

import java.util.OptionalLong;

/**
 * Counts of a plan or of one part of it; {@code kept + deleted = seen}.
 *
 * @param seen how many items there were
 * @param kept how many of them stay
 * @param deleted how many of them are to be deleted
 * @param keptBytes the size of those that stay; empty where the size of one of them is not known
 * @param deletedBytes the size of those to be deleted; empty where the size of one of them is not known
 */
public record ItemTotals(long seen, long kept, long deleted, OptionalLong keptBytes, OptionalLong deletedBytes) {}
