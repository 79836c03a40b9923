/**
 * The line of somebody of the bank to a call: taking it over, listening to it, whispering to the
 * colleague who has it. The protocol stands in {@code docs/hand-off.md}.
 */
@NullMarked
package org.voiceteller.http.handoff;

import org.jspecify.annotations.NullMarked;
