/**
 * The doors for telephone platforms: Twilio's Media Streams and jambonz's {@code listen}. A
 * telephone call comes to such a platform, which asks by a signed request what to do with it; our
 * answer document tells it to stream the call's sound to our socket, and carries a sealed ticket
 * that says who calls. When the stream is over the platform asks again: the call has ended, goes to
 * a person on another line, or, where only the connection broke, streams once more and goes on.
 * Each door is shut until its secret is configured. The sound itself is {@link
 * org.voiceteller.streams.platform}'s matter.
 */
@NullMarked
package org.voiceteller.http.platform;

import org.jspecify.annotations.NullMarked;
