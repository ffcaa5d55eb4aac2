/** The commands for models, versions, runs, checkpoints and providers. */
@NullMarked
package io.modelkeep.cli.command;

import org.jspecify.annotations.NullMarked;
