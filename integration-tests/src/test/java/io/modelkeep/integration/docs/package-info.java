/** The pages that repeat what the code says, held to it. */
@NullMarked
package io.modelkeep.integration.docs;

import org.jspecify.annotations.NullMarked;
