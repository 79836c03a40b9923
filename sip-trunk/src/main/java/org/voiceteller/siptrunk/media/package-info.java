/**
 * The sound of all calls, carried by few threads. Each call's leg lives on one {@link MediaLoop},
 * which waits for packets of all its legs at once and serves each of them every 20 ms: what the
 * caller said goes to the bank, what the agent said goes out. Only the loop's thread touches a leg,
 * so that nothing here needs a lock.
 */
@NullMarked
package org.voiceteller.siptrunk.media;

import org.jspecify.annotations.NullMarked;
