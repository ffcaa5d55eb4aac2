package io.modelkeep;

import java.io.Serializable;

/**
 * An identifier exactly as the provider's own delete request takes it. Immutable.
 *
 * <p>An id is not empty or blank, does not consist of dots only, and has at most 256 characters. An id contains no
 * white space, no control character and none of {@code / \ % ; ? #}. Every valid id is therefore exactly one path
 * segment of a request. Providers restrict ids further, before any request.
 */
public sealed interface Id extends Serializable permits ModelId, VersionId, RunId, CheckpointId {

    /** Returns the identifier, unchanged. */
    String value();
}
