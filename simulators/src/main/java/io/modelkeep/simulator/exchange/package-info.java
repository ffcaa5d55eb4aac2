/** The HTTP exchanges of a simulator: requests, answers, recorded exchanges and the faults that replace answers. */
@NullMarked
package io.modelkeep.simulator.exchange;

import org.jspecify.annotations.NullMarked;
