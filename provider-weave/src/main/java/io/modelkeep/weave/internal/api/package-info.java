/** The HTTP API of the Weave trace server: Retrofit interface, JSON, errors and object lists. */
@NullMarked
package io.modelkeep.weave.internal.api;

import org.jspecify.annotations.NullMarked;
