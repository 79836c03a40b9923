/**
 * One call's conversation: what comes from the caller's leg goes to the model, what the model says
 * goes to the leg, what it wants done goes to the call's desk. The leg may be a socket, a browser's
 * peer connection or a telephone trunk; this package does not know which.
 */
@NullMarked
package org.voiceteller.streams.call;

import org.jspecify.annotations.NullMarked;
