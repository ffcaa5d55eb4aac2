/** The state of one invocation: the open client, confirmations, progress and failures. */
@NullMarked
package io.modelkeep.cli.session;

import org.jspecify.annotations.NullMarked;
