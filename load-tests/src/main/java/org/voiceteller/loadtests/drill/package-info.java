/**
 * Drills: the whole bank, through its public doors, under what must not hurt it, in real time. A
 * drill's callers know what they must hear; what they do not hear, hear twice, or hear too late is
 * a finding, and a drill with findings fails. {@code ./teller drill} starts a bank for each.
 */
@NullMarked
package org.voiceteller.loadtests.drill;

import org.jspecify.annotations.NullMarked;
