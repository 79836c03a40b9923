/**
 * Cases as sharded actors. Cases that are open are remembered by the cluster: they come back by
 * themselves after a restart, so that no deadline passes unseen.
 */
@NullMarked
package org.voiceteller.actors.dispute;

import org.jspecify.annotations.NullMarked;
