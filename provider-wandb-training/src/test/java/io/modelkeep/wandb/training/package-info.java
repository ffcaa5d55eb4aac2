@NullMarked
package io.modelkeep.wandb.training;

import org.jspecify.annotations.NullMarked;
