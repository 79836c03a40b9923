/**
 * A call's session as a sharded actor, the desk through which other modules reach it, and the link
 * over which it reaches a caller's leg.
 */
@NullMarked
package org.voiceteller.actors.call;

import org.jspecify.annotations.NullMarked;
