/**
 * What happens now, on every node. {@link org.voiceteller.http.live.LiveCalls} watches the calls of
 * this node at two places, where a leg meets its session and where its sound is counted; {@link
 * org.voiceteller.http.live.LiveBoard} tells the other nodes and holds what they tell. Nothing of
 * it is kept: what happened stands in the journal.
 */
@NullMarked
package org.voiceteller.http.live;

import org.jspecify.annotations.NullMarked;
