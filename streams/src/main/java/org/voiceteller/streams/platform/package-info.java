/**
 * Telephone platforms' media sockets. A platform (Twilio, jambonz) answers the telephone and
 * streams its sound over a WebSocket in its own words; a {@link
 * org.voiceteller.streams.platform.PlatformLine} stands in front of our own WebSocket's flow and
 * turns these words into {@code voice-teller.v1} and back, so that behind it a call is a call. A
 * {@link org.voiceteller.streams.platform.PlatformFormat} knows one platform's messages; what is
 * common lies in the translation: a sealed ticket says who calls, sound is brought to our rates and
 * levels, tones are taken out, and marks that the platform gives back tell what was really heard.
 *
 * <p>These protocols have no answer for a message that is not understood, and worse: Twilio ends a
 * stream that is sent anything else than it knows, and jambonz one that is sent an error. So what
 * is wrong is dropped and counted, told in the log once in a call, and the call goes on.
 */
@NullMarked
package org.voiceteller.streams.platform;

import org.jspecify.annotations.NullMarked;
