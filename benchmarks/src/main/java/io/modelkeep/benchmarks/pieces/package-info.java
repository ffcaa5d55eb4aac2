/** The pieces of reading a page, each measured alone by JMH. */
@NullMarked
package io.modelkeep.benchmarks.pieces;

import org.jspecify.annotations.NullMarked;
