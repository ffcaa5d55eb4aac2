package io.modelkeep.simulator.weave;

/**
 * The place where a request to delete a model names the digests of the versions to delete.
 *
 * <p>All published documents since March 2026 name them in the query. A client generated in November 2025 sent them
 * in the body, to paths that the simulator does not have. Self-managed servers of that age may still be in use. A
 * server ignores digests in the other place. A request without digests deletes all versions, so a digest in the wrong
 * place deletes the whole model.
 *
 * @see <a href="https://github.com/wandb/weave-stainless">the client that sends a body</a>
 */
public enum WeaveDigests {
    /** The query: {@code DELETE /v2/…/models/{object_id}?digests=a&digests=b}. A body is ignored. */
    QUERY,
    /** A JSON array in the body of that request. The query is ignored. */
    BODY
}
