/** Holds what an adapter and a simulator say to each other against an OpenAPI document. */
@NullMarked
package io.modelkeep.integration.openapi;

import org.jspecify.annotations.NullMarked;
