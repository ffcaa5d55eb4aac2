@NullMarked
package io.modelkeep.weave;

import org.jspecify.annotations.NullMarked;
