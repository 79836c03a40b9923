/**
 * How much of what callers say is understood over a telephone line that loses packets: recordings
 * of real people through each codec, with and without what fills losses in, to the stand-in's
 * recogniser. {@code ./teller bench sound} starts it; it is not part of the suite.
 */
@NullMarked
package org.voiceteller.loadtests.sound;

import org.jspecify.annotations.NullMarked;
