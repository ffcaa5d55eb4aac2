@NullMarked
package io.modelkeep.baseten;

import org.jspecify.annotations.NullMarked;
