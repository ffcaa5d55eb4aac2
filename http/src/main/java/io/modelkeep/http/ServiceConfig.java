package io.modelkeep.http;

import io.modelkeep.http.call.Credential;
import io.modelkeep.http.call.ErrorFormat;
import java.net.URI;
import java.util.OptionalInt;

/**
 * The properties of a service that a client needs.
 *
 * @param provider the provider name for messages
 * @param baseUrl the URL that all paths are relative to; only its origin gets the credential
 * @param credential the credential that every request carries
 * @param errors the format of the service's error answers
 * @param requestsPerSecond the number of requests to one endpoint that may begin in a second; empty for no limit
 */
public record ServiceConfig(
        String provider, URI baseUrl, Credential credential, ErrorFormat errors, OptionalInt requestsPerSecond) {

    /** Creates the properties of a service without a rate limit. */
    public ServiceConfig(String provider, URI baseUrl, Credential credential, ErrorFormat errors) {
        this(provider, baseUrl, credential, errors, OptionalInt.empty());
    }
}
