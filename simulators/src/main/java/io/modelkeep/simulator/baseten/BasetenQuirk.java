package io.modelkeep.simulator.baseten;

/** A deviation of the Baseten simulator from the documents, as older or faulty servers may show. */
public enum BasetenQuirk {
    /** Deployments lack {@code is_production}, {@code is_development} and {@code environment}. */
    LIVENESS_MISSING,
    /** Deployments have null in place of {@code is_production}, {@code is_development} and {@code environment}. */
    LIVENESS_NULL,
    /** A deployment in an environment is deleted instead of refused. */
    SERVING_IS_DELETED,
    /** Loops checkpoints lack {@code run_id}. */
    RUN_ID_MISSING,
    /** The list of Loops checkpoints ignores the filter {@code run_id} and contains those of all runs. */
    RUN_FILTER_IGNORED,
    /** The key may not list teams: 403. */
    TEAMS_FORBIDDEN
}
