/**
 * W&amp;B Weave as a provider: models and their versions.
 *
 * <p>The provider sends only requests that are published in the <a
 * href="https://docs.coreweave.com/weave/reference/service-api">service API reference</a>.
 */
@NullMarked
package io.modelkeep.weave;

import org.jspecify.annotations.NullMarked;
