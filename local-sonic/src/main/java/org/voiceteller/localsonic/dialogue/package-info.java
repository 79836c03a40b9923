/**
 * The banker: what is said and which tools are used, decided by rules from what was heard. It knows
 * language and nothing of any bank; all it has is the system prompt and the tools it was given.
 */
@NullMarked
package org.voiceteller.localsonic.dialogue;

import org.jspecify.annotations.NullMarked;
