/**
 * Keeps what matters of a training's checkpoints or a model's versions, and deletes the rest.
 *
 * <p>A {@link io.modelkeep.retention.RetentionPolicy} says what is kept. A {@link io.modelkeep.retention.RetentionPlanner}
 * reads {@link io.modelkeep.retention.Catalogue}s, which cannot delete, and makes a
 * {@link io.modelkeep.retention.RetentionPlan}: a document that gives each item its reasons. Only what such a plan names is
 * ever deleted.
 */
@NullMarked
package io.modelkeep.retention;

import org.jspecify.annotations.NullMarked;
