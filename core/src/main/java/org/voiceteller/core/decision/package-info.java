/** What a rule decides: events to keep, or a reason why nothing happens. */
@NullMarked
package org.voiceteller.core.decision;

import org.jspecify.annotations.NullMarked;
