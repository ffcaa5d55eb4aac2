/** What the code of this library must not hold, whatever else changes. */
@NullMarked
package io.modelkeep.integration.code;

import org.jspecify.annotations.NullMarked;
