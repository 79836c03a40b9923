/**
 * One telephone call from the first ring to its end: who is on the line, at which level, what was
 * said, which tools ran and how they ended. A call is the bank's memory of a conversation; its
 * rules stand in {@link org.voiceteller.core.call.Call}, and other modules reach it through {@link
 * org.voiceteller.core.call.CallDesk}.
 */
@NullMarked
package org.voiceteller.core.call;

import org.jspecify.annotations.NullMarked;
