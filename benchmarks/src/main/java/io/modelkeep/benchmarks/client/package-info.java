/** The compared clients, one main class each, which the driver starts in a separate JVM. */
@NullMarked
package io.modelkeep.benchmarks.client;

import org.jspecify.annotations.NullMarked;
