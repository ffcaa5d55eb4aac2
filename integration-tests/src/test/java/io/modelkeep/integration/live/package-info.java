/**
 * The contracts on the services themselves, in the Maven profile {@code live}, and the proof that this lane deletes nothing
 * but what it made.
 */
@NullMarked
package io.modelkeep.integration.live;

import org.jspecify.annotations.NullMarked;
