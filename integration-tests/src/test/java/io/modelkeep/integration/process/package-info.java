/** What the tests need that start a process of their own. */
@NullMarked
package io.modelkeep.integration.process;

import org.jspecify.annotations.NullMarked;
