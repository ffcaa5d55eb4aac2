/** The configuration of a client: settings, secrets and the source of time. */
@NullMarked
package io.modelkeep.config;

import org.jspecify.annotations.NullMarked;
