/**
 * Callers by the dozen, played by Gatling over the voice WebSocket: steadily, all at once, for
 * long, with much memory in use, with streams to the model renewed all the time, and beside clients
 * that do not read. Every scenario fails when a call does not end for a stated reason, when money
 * is missing, or when the server's memory does not come back.
 */
@NullMarked
package org.voiceteller.loadtests.load;

import org.jspecify.annotations.NullMarked;
