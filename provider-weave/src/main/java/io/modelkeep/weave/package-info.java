/**
 * W&amp;B Weave as a provider: models and their versions.
 *
 * <p>Speaks the requests published at <a href="https://docs.coreweave.com/weave/reference/service-api">the service API
 * reference</a> and nothing else.
 */
@NullMarked
package io.modelkeep.weave;

import org.jspecify.annotations.NullMarked;
