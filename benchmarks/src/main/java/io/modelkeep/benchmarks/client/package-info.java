/** What is compared: one main class for each, which the driver starts in a JVM of its own. */
@NullMarked
package io.modelkeep.benchmarks.client;

import org.jspecify.annotations.NullMarked;
