/**
 * Money in its smallest unit, one currency at a time. Amounts are integers everywhere; words and
 * symbols are made only where a person reads or hears them.
 */
@NullMarked
package org.voiceteller.core.money;

import org.jspecify.annotations.NullMarked;
