/** A process killed in the middle of a deletion, and another one that finishes it. */
@NullMarked
package io.modelkeep.integration.death;

import org.jspecify.annotations.NullMarked;
