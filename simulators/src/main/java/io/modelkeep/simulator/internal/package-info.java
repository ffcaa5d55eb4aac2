/** The local server that all simulators share. */
@NullMarked
package io.modelkeep.simulator.internal;

import org.jspecify.annotations.NullMarked;
