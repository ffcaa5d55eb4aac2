/** The demonstration on embedded simulators, and the command that starts simulators. */
@NullMarked
package io.modelkeep.demo;

import org.jspecify.annotations.NullMarked;
