/**
 * What both sides agree on about the sound of a call: session descriptions as far as a telephone
 * call needs them (RFC 8866), and the answer to an offer (RFC 3264), with SRTP keys (RFC 4568) and
 * telephone events (RFC 4733). Text to records and back; nothing here moves.
 */
@NullMarked
package org.voiceteller.siptrunk.sdp;

import org.jspecify.annotations.NullMarked;
