/**
 * The recording of a call's sound, as both sides heard it. A leg's recorder takes the caller's
 * sound as it came and the agent's as it was heard, holds it back for some seconds, in which what
 * must not be kept can still be left out, and hands the rest to the store second by second. Nothing
 * here makes a call wait: a store that is slow or broken ends the recording, not the call.
 */
@NullMarked
package org.voiceteller.streams.recording;

import org.jspecify.annotations.NullMarked;
