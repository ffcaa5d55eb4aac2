/** Response bodies: limits, reading and saving to files. */
@NullMarked
package io.modelkeep.http.body;

import org.jspecify.annotations.NullMarked;
