/** The page of a plan, opened in a browser. */
@NullMarked
package io.modelkeep.integration.report;

import org.jspecify.annotations.NullMarked;
