/**
 * A caller's WebSocket: the wire's messages to frames and back, and the life of one connection from
 * {@code call.start} to its end. HTTP and its upgrade are not known here.
 */
@NullMarked
package org.voiceteller.streams.media;

import org.jspecify.annotations.NullMarked;
