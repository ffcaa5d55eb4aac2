/**
 * Baseten as a provider: models, their deployments as versions, and the checkpoints of Loops runs and training jobs.
 *
 * <p>The provider sends only requests that are published in the <a
 * href="https://docs.baseten.co/reference/management-api/overview">management API reference</a>.
 */
@NullMarked
package io.modelkeep.baseten;

import org.jspecify.annotations.NullMarked;
