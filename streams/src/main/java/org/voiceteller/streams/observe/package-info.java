/**
 * What can be counted and timed in a call. Observers look on and never touch the flow: they are
 * called on the streams' threads, must not block and must not throw. No customer content reaches
 * them.
 */
@NullMarked
package org.voiceteller.streams.observe;

import org.jspecify.annotations.NullMarked;
