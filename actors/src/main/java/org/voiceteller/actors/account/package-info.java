/** Accounts as sharded actors: what they hold is true at once. */
@NullMarked
package org.voiceteller.actors.account;

import org.jspecify.annotations.NullMarked;
