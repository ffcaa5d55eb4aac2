/** Readers of JSON bodies and of times. */
@NullMarked
package io.modelkeep.http.json;

import org.jspecify.annotations.NullMarked;
