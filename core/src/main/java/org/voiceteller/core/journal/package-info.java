/** How events are found again: the families they belong to and the slices of each family. */
@NullMarked
package org.voiceteller.core.journal;

import org.jspecify.annotations.NullMarked;
