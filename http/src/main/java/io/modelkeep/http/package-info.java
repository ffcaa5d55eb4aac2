/**
 * The HTTP toolkit shared by all providers of this project. It covers retries that know about deletion, errors, limits,
 * strict JSON, credentials bound to the origin, and cancellation.
 */
@NullMarked
package io.modelkeep.http;

import org.jspecify.annotations.NullMarked;
