/**
 * What so many calls at once need, what they cost and what breaks first: reckoned from the figures
 * of one call, each with its source, without starting anything. {@code ./teller capacity} prints
 * it.
 */
@NullMarked
package org.voiceteller.loadtests.capacity;

import org.jspecify.annotations.NullMarked;
