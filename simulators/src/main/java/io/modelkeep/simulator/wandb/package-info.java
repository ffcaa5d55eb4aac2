/** The simulator of W&amp;B Training. */
@NullMarked
package io.modelkeep.simulator.wandb;

import org.jspecify.annotations.NullMarked;
