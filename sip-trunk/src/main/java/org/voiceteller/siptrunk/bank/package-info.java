/**
 * The bank's side of a call: its voice WebSocket ({@code GET /v1/calls}, subprotocol
 * voice-teller.v1), spoken as any other client speaks it. A line is one connection; a call outlives
 * it: when the connection breaks, another one is opened with the call's token, as long as the
 * settings allow.
 */
@NullMarked
package org.voiceteller.siptrunk.bank;

import org.jspecify.annotations.NullMarked;
