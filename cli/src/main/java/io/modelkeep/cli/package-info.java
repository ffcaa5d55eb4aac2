/** The modelkeep command: parses arguments, calls the library and prints the results. */
@NullMarked
package io.modelkeep.cli;

import org.jspecify.annotations.NullMarked;
