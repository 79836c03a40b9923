/**
 * A browser's offer and our answer (RFC 8866, RFC 8829, RFC 3264): as much of SDP as one call with
 * one line of sound needs. What an offer has beyond that is refused line by line in the answer.
 */
@NullMarked
package org.voiceteller.streams.webrtc.sdp;

import org.jspecify.annotations.NullMarked;
