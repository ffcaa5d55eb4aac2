/** Plans that are applied over HTTP, on each provider, with faults in between. */
@NullMarked
package io.modelkeep.integration.retention;

import org.jspecify.annotations.NullMarked;
