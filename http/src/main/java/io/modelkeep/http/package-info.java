/**
 * One hardened way to talk HTTP for all providers of this project: retries that know about deletion, errors, limits,
 * strict JSON, credentials bound to the origin, cancellation.
 */
@NullMarked
package io.modelkeep.http;

import org.jspecify.annotations.NullMarked;
