/**
 * What each way in costs: the same tones over the WebSocket, WebRTC, a SIP trunk and its adapter,
 * Twilio and jambonz to an echoing model and back, in one run, so that they can be compared.
 * Callers cost as little as can be: what they send was encoded before, and all of a way share one
 * thread for what comes.
 */
@NullMarked
package org.voiceteller.loadtests.ways;

import org.jspecify.annotations.NullMarked;
