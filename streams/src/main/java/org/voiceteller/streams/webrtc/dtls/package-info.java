/**
 * The handshake that gives a call its keys (RFC 5764): DTLS 1.2 with us as the server, by
 * BouncyCastle. Who speaks with us is known by nothing but the fingerprint that came with the
 * offer. The library's handshake blocks, so each has a virtual thread for as long as it takes.
 */
@NullMarked
package org.voiceteller.streams.webrtc.dtls;

import org.jspecify.annotations.NullMarked;
