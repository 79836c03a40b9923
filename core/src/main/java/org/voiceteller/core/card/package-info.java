/** Payment cards: how they are frozen, lost, stolen and replaced. */
@NullMarked
package org.voiceteller.core.card;

import org.jspecify.annotations.NullMarked;
