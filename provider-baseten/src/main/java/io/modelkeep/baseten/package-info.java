/**
 * Baseten as a provider: models, their deployments as versions, and the checkpoints of Loops runs and training jobs.
 *
 * <p>Speaks the requests published in <a href="https://docs.baseten.co/reference/management-api/overview">the management API
 * reference</a> and nothing else.
 */
@NullMarked
package io.modelkeep.baseten;

import org.jspecify.annotations.NullMarked;
