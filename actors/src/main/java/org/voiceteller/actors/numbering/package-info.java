/**
 * The numbers that callers write down: {@code TXN-20240115-001}, {@code FRAUD-…}, {@code
 * DISPUTE-…}. Each kind counts anew on each of the bank's days, the same request is numbered once,
 * and no number is given twice.
 */
@NullMarked
package org.voiceteller.actors.numbering;

import org.jspecify.annotations.NullMarked;
