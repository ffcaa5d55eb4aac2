/** The parts of a call that only the toolkit uses. */
@NullMarked
package io.modelkeep.http.internal.call;

import org.jspecify.annotations.NullMarked;
