/**
 * What the bank keeps for its own people and programs beside the books: the keys that programs sign
 * in with, and the answers that repeated requests get again. None of it is evidence; what was done
 * stands in the audit log.
 */
@NullMarked
package org.voiceteller.core.staff;

import org.jspecify.annotations.NullMarked;
