/**
 * The toolkit for providers of services that speak HTTP.
 *
 * <p>A provider declares Retrofit interfaces whose methods have {@link io.modelkeep.http.call.Retryable}, the format of
 * the service's errors, and a credential. A {@link io.modelkeep.http.ServiceClient} then sends the requests. It retries
 * the requests that may be retried, and limits time, concurrency, rate and the size of bodies. It reads JSON strictly,
 * removes secrets from messages, and notifies listeners. It reports how each request ended, so that the provider can
 * settle a deletion.
 *
 * <p>The chapter "With the toolkit" of {@code docs/writing-a-provider.md} builds a provider step by step.
 */
@NullMarked
package io.modelkeep.http;

import org.jspecify.annotations.NullMarked;
