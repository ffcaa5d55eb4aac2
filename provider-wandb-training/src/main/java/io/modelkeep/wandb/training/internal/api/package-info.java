/** The HTTP API of W&amp;B Training: Retrofit interface, JSON, errors and checkpoint pages. */
@NullMarked
package io.modelkeep.wandb.training.internal.api;

import org.jspecify.annotations.NullMarked;
