/** A provider that keeps everything in memory. */
@NullMarked
package io.modelkeep.testkit.memory;

import org.jspecify.annotations.NullMarked;
