/**
 * How long the bank takes over a tool, from the model's use of it to its result, the journal
 * included: asked for in words over the voice WebSocket, alone and while other calls are in
 * progress, with the money counted before and after.
 */
@NullMarked
package org.voiceteller.loadtests.tool;

import org.jspecify.annotations.NullMarked;
