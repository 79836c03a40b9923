/**
 * What the caller wants, and which of the given tools does it. Concepts of the lexicon find their
 * tool by the tool's own words; a tool that no concept knows is found by its name and description
 * directly.
 */
@NullMarked
package org.voiceteller.localsonic.dialogue.wish;

import org.jspecify.annotations.NullMarked;
