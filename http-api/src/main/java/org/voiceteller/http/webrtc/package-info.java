/**
 * WebRTC's signalling: {@code /v1/calls/webrtc}. An offer comes by POST and is answered at once,
 * what comes later by PATCH, the end by DELETE, and the call's events by a WebSocket below its
 * address, in the manner of WHIP (RFC 9725). Who may call is asked as at the voice door, and a call
 * takes one of the same lines.
 */
@NullMarked
package org.voiceteller.http.webrtc;

import org.jspecify.annotations.NullMarked;
