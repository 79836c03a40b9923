/**
 * Customers' secrets as sharded actors: questions, authenticator apps, and how often they were
 * tried. Slow hashes are made on threads of their own, so that no entity and no call waits for
 * another customer's.
 */
@NullMarked
package org.voiceteller.actors.authentication;

import org.jspecify.annotations.NullMarked;
