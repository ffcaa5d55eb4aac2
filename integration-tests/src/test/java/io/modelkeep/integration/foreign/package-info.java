/** Servers that contradict themselves, written without the simulators and without the adapters' code. */
@NullMarked
package io.modelkeep.integration.foreign;

import org.jspecify.annotations.NullMarked;
