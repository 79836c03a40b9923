/**
 * The main class of the laptop's Cassandra. It runs in a process of its own, beside the
 * application, on Cassandra's own class path.
 */
@NullMarked
package org.voiceteller.embedded.cassandra;

import org.jspecify.annotations.NullMarked;
