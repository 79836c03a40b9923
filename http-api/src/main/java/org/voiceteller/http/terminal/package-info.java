/**
 * A caller in a terminal: plays recordings into a call or sends what is typed, and shows the
 * conversation as it happens. It uses the public voice WebSocket and nothing else of ours, so it is
 * also the smallest example of a client: frames in real time, {@code playback.position} for what
 * was heard, and coming back with the resume token when the line breaks.
 */
@NullMarked
package org.voiceteller.http.terminal;

import org.jspecify.annotations.NullMarked;
