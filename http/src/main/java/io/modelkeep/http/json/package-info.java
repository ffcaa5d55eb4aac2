/** Strict JSON: a reader that rejects duplicate and missing fields, and the mapper with the same rules. */
@NullMarked
package io.modelkeep.http.json;

import org.jspecify.annotations.NullMarked;
