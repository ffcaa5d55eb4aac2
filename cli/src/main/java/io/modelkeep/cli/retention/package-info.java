/** The retention commands: plan, apply, explain, verify, report and acknowledge. */
@NullMarked
package io.modelkeep.cli.retention;

import org.jspecify.annotations.NullMarked;
