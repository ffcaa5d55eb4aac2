/** The HTTP API of Baseten: Retrofit interface, JSON and errors. */
@NullMarked
package io.modelkeep.baseten.internal.api;

import org.jspecify.annotations.NullMarked;
