/** The simulator of the Baseten management API. */
@NullMarked
package io.modelkeep.simulator.baseten;

import org.jspecify.annotations.NullMarked;
