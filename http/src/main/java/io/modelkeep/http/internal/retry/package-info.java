/** Attempts, retries, waits and the mapping from failures to exceptions. */
@NullMarked
package io.modelkeep.http.internal.retry;

import org.jspecify.annotations.NullMarked;
