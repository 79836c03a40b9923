/**
 * Sealed sound: SRTP and SRTCP (RFC 3711) in the two profiles that browsers and trunks speak, on
 * the JDK's own ciphers. A session has a sealing side and an opening side, each with the keys that
 * its signalling agreed on; what does not open is dropped and counted by whoever asked.
 */
@NullMarked
package org.voiceteller.streams.srtp;

import org.jspecify.annotations.NullMarked;
