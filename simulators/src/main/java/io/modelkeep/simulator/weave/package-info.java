/** The simulator of the W&amp;B Weave trace server. */
@NullMarked
package io.modelkeep.simulator.weave;

import org.jspecify.annotations.NullMarked;
