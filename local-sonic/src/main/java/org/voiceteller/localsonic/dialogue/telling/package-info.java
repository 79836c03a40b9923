/**
 * Tool results as a caller hears them: sentences given by the tool word for word, else its data
 * read out; money, dates and numbers in the form that is spoken.
 */
@NullMarked
package org.voiceteller.localsonic.dialogue.telling;

import org.jspecify.annotations.NullMarked;
