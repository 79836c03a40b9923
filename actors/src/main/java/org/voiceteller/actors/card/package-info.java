/** Cards and the lists of who holds them as sharded actors: what they tell is true at once. */
@NullMarked
package org.voiceteller.actors.card;

import org.jspecify.annotations.NullMarked;
