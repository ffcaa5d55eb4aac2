/** Lists and single reads of models, deployments, runs, jobs, checkpoints and files. */
@NullMarked
package io.modelkeep.baseten.internal.read;

import org.jspecify.annotations.NullMarked;
