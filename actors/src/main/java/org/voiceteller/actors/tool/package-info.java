/**
 * What tools do for a customer: they ask the entities and the history, and core finds the words.
 */
@NullMarked
package org.voiceteller.actors.tool;

import org.jspecify.annotations.NullMarked;
