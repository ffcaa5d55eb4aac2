/** A loopback HTTP server of prepared pages, fast enough never to be what is measured. */
@NullMarked
package io.modelkeep.benchmarks.server;

import org.jspecify.annotations.NullMarked;
