/**
 * What one frame of sound, and one sentence, costs in each part that it goes through, in time and
 * in memory that is allocated for it; by JMH. Parts that are not public are measured from within
 * their own packages, as their tests do.
 */
@NullMarked
package org.voiceteller.loadtests.frames;

import org.jspecify.annotations.NullMarked;
