/**
 * Whole journeys, as a caller and an operator see them: the real processes are started, called by a
 * WebSocket client or a browser, killed, and started again.
 */
@NullMarked
package org.voiceteller.http.journey;

import org.jspecify.annotations.NullMarked;
