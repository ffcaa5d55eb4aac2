/** Retries: attempts, delays, rate and concurrency limits, and the mapping from HTTP errors to exceptions. */
@NullMarked
package io.modelkeep.http.retry;

import org.jspecify.annotations.NullMarked;
