/**
 * The contracts that every provider passes, and an in-memory provider for the tests of those who use the library.
 *
 * <p>The author of a provider writes a {@link io.modelkeep.testkit.StoreFixture} and one line for each contract:
 * {@link io.modelkeep.testkit.CheckpointStoreContract}, {@link io.modelkeep.testkit.ModelStoreContract},
 * {@link io.modelkeep.testkit.ConfigContract} and {@link io.modelkeep.testkit.FaultContract}. Who only needs a fake starts at
 * {@link io.modelkeep.testkit.MemoryServer}.
 */
@NullMarked
package io.modelkeep.testkit;

import org.jspecify.annotations.NullMarked;
