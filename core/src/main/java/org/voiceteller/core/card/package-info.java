/**
 * Payment cards: how they are frozen, lost, stolen, deactivated and replaced. A lost card is out of
 * use in the same step in which its replacement is ordered; the replacement is a card of its own
 * that is tracked until it is in its holder's hands.
 */
@NullMarked
package org.voiceteller.core.card;

import org.jspecify.annotations.NullMarked;
