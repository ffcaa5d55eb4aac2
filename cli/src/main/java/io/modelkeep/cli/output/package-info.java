/** The output of the command line: tables, JSON, terminals and exit codes. */
@NullMarked
package io.modelkeep.cli.output;

import org.jspecify.annotations.NullMarked;
