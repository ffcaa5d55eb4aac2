/** The JSON configuration of the toolkit. */
@NullMarked
package io.modelkeep.http.internal.json;

import org.jspecify.annotations.NullMarked;
