/** Random operations under random faults on all providers, for as long as is wanted. */
@NullMarked
package io.modelkeep.integration.soak;

import org.jspecify.annotations.NullMarked;
