package io.modelkeep.simulator.weave;

/**
 * Where a request to delete a model names the digests of the versions to delete.
 *
 * <p>All published documents since March 2026 name them in the query. A client generated in November 2025 sent them in the
 * body, to paths that the simulator does not have, and self-managed servers of that age may still run. Whatever a server does not read it ignores, and a request
 * without digests deletes all versions: a digest in the wrong place deletes the whole model.
 *
 * @see <a href="https://github.com/wandb/weave-stainless">the client that sends a body</a>
 */
public enum WeaveDigests {
    /** {@code DELETE /v2/…/models/{object_id}?digests=a&digests=b}; a body is ignored. */
    QUERY,
    /** A JSON array in the body of that request; the query is ignored. */
    BODY
}
