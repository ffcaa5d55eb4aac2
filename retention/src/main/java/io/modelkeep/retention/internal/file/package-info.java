/** JSON tokens, durable files and worker threads for plans and audit logs. */
@NullMarked
package io.modelkeep.retention.internal.file;

import org.jspecify.annotations.NullMarked;
