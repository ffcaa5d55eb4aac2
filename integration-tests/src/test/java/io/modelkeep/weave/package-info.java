/** What tests need of the inside of a provider. */
@NullMarked
package io.modelkeep.weave;

import org.jspecify.annotations.NullMarked;
