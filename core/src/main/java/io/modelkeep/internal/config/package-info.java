/** The parsing and validation of settings, and the resolution of secret references. */
@NullMarked
package io.modelkeep.internal.config;

import org.jspecify.annotations.NullMarked;
