/**
 * W&amp;B Training as a provider: models and their checkpoints.
 *
 * <p>Speaks the requests published at <a
 * href="https://docs.coreweave.com/products/post-training/serverless-training/api-reference">docs.coreweave.com</a> and nothing else.
 */
@NullMarked
package io.modelkeep.wandb.training;

import org.jspecify.annotations.NullMarked;
