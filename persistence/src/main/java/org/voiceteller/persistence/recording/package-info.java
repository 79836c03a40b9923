/**
 * Where recordings of calls lie: a file for each part, encrypted chunk by chunk with a key of its
 * own that its call's key wraps; and how they are taken out again, which is audited.
 */
@NullMarked
package org.voiceteller.persistence.recording;

import org.jspecify.annotations.NullMarked;
