/** The parts of one call: its context, its reply, its failure, and the evidence that a deletion leaves. */
@NullMarked
package io.modelkeep.http.call;

import org.jspecify.annotations.NullMarked;
