package io.modelkeep;

import java.io.Serializable;

/**
 * An identifier exactly as the provider's own delete request takes it.
 *
 * <p>An id is never empty, blank, only dots, longer than 256 characters, and holds no white space, control character or
 * any of {@code / \ % ; ? #}: whatever passes is one path segment of a request and nothing more. Providers narrow this
 * further, before any request. Immutable.
 */
public sealed interface Id extends Serializable permits ModelId, VersionId, RunId, CheckpointId {

    /** The identifier, unchanged. */
    String value();
}
