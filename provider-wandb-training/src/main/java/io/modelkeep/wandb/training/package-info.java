/**
 * The provider for W&amp;B Training: models and their checkpoints.
 *
 * <p>The provider sends only the requests published at <a
 * href="https://docs.coreweave.com/products/post-training/serverless-training/api-reference">docs.coreweave.com</a>.
 */
@NullMarked
package io.modelkeep.wandb.training;

import org.jspecify.annotations.NullMarked;
