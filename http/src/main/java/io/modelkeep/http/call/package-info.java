/** Requests and their ends: what a provider declares about an endpoint, and what it learns from each reply. */
@NullMarked
package io.modelkeep.http.call;

import org.jspecify.annotations.NullMarked;
