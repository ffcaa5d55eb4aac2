package io.modelkeep.http;

import java.net.URI;
import java.util.OptionalInt;

/**
 * A service as a client needs to know it.
 *
 * @param provider the name that stands in messages
 * @param baseUrl what all paths are below of; only its origin gets the credential
 * @param credential what every request carries
 * @param errors what its error answers look like
 * @param requestsPerSecond how many requests to one endpoint may begin in a second; empty for any number
 */
public record Service(
        String provider, URI baseUrl, Credential credential, ErrorShape errors, OptionalInt requestsPerSecond) {

    /** A service without a limit on requests. */
    public Service(String provider, URI baseUrl, Credential credential, ErrorShape errors) {
        this(provider, baseUrl, credential, errors, OptionalInt.empty());
    }
}
