/**
 * Thousands of real sessions on several nodes, processes on loopback addresses of their own,
 * without sound and without a model: how evenly their shards are shared out, what the loss and the
 * return of a node costs, and how far the projections are behind the journal. {@code ./teller load
 * sessions} runs it.
 */
@NullMarked
package org.voiceteller.loadtests.sessions;

import org.jspecify.annotations.NullMarked;
