/**
 * What a tool needs to know, and how to get it out of what was said. A form is made of a tool's
 * JSON Schema alone: its titles, descriptions, formats, enums and patterns tell what kind of thing
 * each field is, how to hear it in the caller's words and how to ask for it.
 */
@NullMarked
package org.voiceteller.localsonic.dialogue.slot;

import org.jspecify.annotations.NullMarked;
