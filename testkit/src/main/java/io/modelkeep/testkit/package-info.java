/**
 * The contract tests for providers, and an in-memory provider for tests of applications.
 *
 * <p>A provider author implements {@link io.modelkeep.testkit.StoreFixture} and subclasses each contract:
 * {@link io.modelkeep.testkit.CheckpointStoreContract}, {@link io.modelkeep.testkit.ModelStoreContract},
 * {@link io.modelkeep.testkit.ConfigContract} and {@link io.modelkeep.testkit.FaultContract}. For a fake only, start at
 * {@link io.modelkeep.testkit.MemoryServer}.
 */
@NullMarked
package io.modelkeep.testkit;

import org.jspecify.annotations.NullMarked;
