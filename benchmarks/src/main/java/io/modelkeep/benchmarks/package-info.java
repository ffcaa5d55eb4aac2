/** The driver: starts the server and the clients, each in its own process, and prints one Markdown table a command. */
@NullMarked
package io.modelkeep.benchmarks;

import org.jspecify.annotations.NullMarked;
