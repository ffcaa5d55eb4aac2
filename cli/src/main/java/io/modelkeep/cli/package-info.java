/** The modelkeep command: reads arguments, asks the core, prints what it says. */
@NullMarked
package io.modelkeep.cli;

import org.jspecify.annotations.NullMarked;
