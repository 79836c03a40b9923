/**
 * Backup and restore of what the bank cannot make anew: the journal, the audit ledger and the keys
 * of personal data, in Cassandra (docs/backup.md). Everything else follows from them, and is made
 * anew after a restore.
 */
@NullMarked
package org.voiceteller.persistence.backup;

import org.jspecify.annotations.NullMarked;
