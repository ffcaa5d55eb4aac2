/** One pipeline on several providers. */
@NullMarked
package io.modelkeep.integration.swap;

import org.jspecify.annotations.NullMarked;
