/**
 * What the server adds to a caller's waiting: marked frames go through it to an echoing model and
 * come back, and the same client sends the same frames to the model directly. Both run in one
 * process, one after the other in turn, so that a noisy machine is noisy for both.
 */
@NullMarked
package org.voiceteller.loadtests.echo;

import org.jspecify.annotations.NullMarked;
