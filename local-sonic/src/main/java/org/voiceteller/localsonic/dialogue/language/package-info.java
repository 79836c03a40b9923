/**
 * English as callers speak it: plain wording, numbers in words, and the lexicon of what people want
 * from a service. A concept is a piece of language ("the caller asks for a balance"); which tool
 * serves it, if any, is decided elsewhere from the tool's own name and description.
 */
@NullMarked
package org.voiceteller.localsonic.dialogue.language;

import org.jspecify.annotations.NullMarked;
