/**
 * Calls by WebRTC: a browser's offer is answered, its checks, handshake and sealed sound come in at
 * one UDP port, and what comes out is a caller's leg like any other. One thread reads the port for
 * all calls; a few keep the time, each for its share of the calls, and everything that a call's
 * sound goes through happens on one of them, tick by tick of 20 ms. What the call tells and takes
 * beside sound travels by a WebSocket of its own.
 */
@NullMarked
package org.voiceteller.streams.webrtc;

import org.jspecify.annotations.NullMarked;
