/**
 * The voice door: {@code GET /v1/calls}, a WebSocket with the subprotocol {@code voice-teller.v1}.
 * Before the upgrade it asks who wants in (a page's origin, the subprotocol, a free line) and
 * answers a clear problem when it is no; after it, it keeps every message within its size and hands
 * the messages to the call's own flow. It knows nothing of what is said.
 */
@NullMarked
package org.voiceteller.http.call;

import org.jspecify.annotations.NullMarked;
