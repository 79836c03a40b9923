/**
 * What a call set going, as one OpenTelemetry trace: the call from its connection, each tool that
 * the model used, the session that worked on it on its node, and each command to an entity. Off
 * unless an address to send to is set. Spans tell kinds, ids of calls, outcomes and times; an
 * attribute that is not on the list is taken out before a span leaves, so no customer content does.
 */
@NullMarked
package org.voiceteller.http.trace;

import org.jspecify.annotations.NullMarked;
