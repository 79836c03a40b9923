/**
 * The doors and the wiring: {@link org.voiceteller.http.Main} reads the settings, starts the
 * cluster node with everything on it and opens the doors; coordinated shutdown ends calls politely
 * before they close. Each door is a feature package of its own.
 */
@NullMarked
package org.voiceteller.http;

import org.jspecify.annotations.NullMarked;
