package io.modelkeep.http;

import io.modelkeep.http.call.ErrorFormat;
import io.modelkeep.http.transport.Credential;
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
public record ServiceConfig(
        String provider, URI baseUrl, Credential credential, ErrorFormat errors, OptionalInt requestsPerSecond) {

    /** A service without a limit on requests. */
    public ServiceConfig(String provider, URI baseUrl, Credential credential, ErrorFormat errors) {
        this(provider, baseUrl, credential, errors, OptionalInt.empty());
    }
}
