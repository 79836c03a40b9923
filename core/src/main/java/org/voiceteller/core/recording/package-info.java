/**
 * The recording of calls: what is marked of it in a call's journal, and the port behind which the
 * sound is kept. A call is recorded in parts, one for each leg that carried it while consent to it
 * was in the journal; what was sounded while a secret was awaited is in none of them.
 */
@NullMarked
package org.voiceteller.core.recording;

import org.jspecify.annotations.NullMarked;
