/**
 * The audit ledger: one sequence of all audit entries, each tied to the one before by its hash, in
 * Cassandra. Entries of calls come from the journal by a projection of their own; others are
 * appended by whoever does the work. Signed heads vouch for what was there; an export can be
 * checked offline by {@code core}'s {@link org.voiceteller.core.audit.ExportCheck}.
 */
@NullMarked
package org.voiceteller.persistence.audit;

import org.jspecify.annotations.NullMarked;
