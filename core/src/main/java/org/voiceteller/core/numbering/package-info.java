/** Numbers that callers write down: one count for each kind and each of the bank's days. */
@NullMarked
package org.voiceteller.core.numbering;

import org.jspecify.annotations.NullMarked;
