/**
 * ICE as a server with public addresses needs it (RFC 8445 §2.5, "lite"): it answers checks and
 * makes none. A check is a STUN request (RFC 8489) whose integrity proves that its sender has seen
 * our answer; where it comes from is where the caller is, and as long as checks come the caller
 * wants our sound (RFC 7675). No sockets are known here.
 */
@NullMarked
package org.voiceteller.streams.webrtc.ice;

import org.jspecify.annotations.NullMarked;
