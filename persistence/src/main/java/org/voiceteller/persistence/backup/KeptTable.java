package org.voiceteller.persistence.backup;

import com.typesafe.config.Config;
import java.util.List;

/**
 * A table of Cassandra that cannot be made anew from others.
 *
 * <p>A snapshot of one table is of one moment, snapshots of several are not: they are taken one
 * after the other, while the bank goes on. Their order makes that harmless. What tells of events
 * comes before the journal, so that it never tells of one that the backup lacks; what the journal's
 * events cannot be read without comes after it, so that no event lacks its key.
 */
record KeptTable(String keyspace, String name) {

  /** All of them, in the order in which they are to be kept. */
  static List<KeptTable> of(Config config) {
    String bank = config.getString("voice-teller.audit.keyspace");
    return List.of(
        new KeptTable(bank, "audit_ledger_heads"),
        new KeptTable(bank, "audit_ledger"),
        new KeptTable(config.getString("pekko.persistence.cassandra.journal.keyspace"), "messages"),
        new KeptTable(bank, "subject_keys"),
        new KeptTable(bank, "customer_subjects"),
        new KeptTable(bank, "entity_owners"));
  }

  /** All keyspaces that the bank uses, with those whose tables are made anew. */
  static List<String> keyspaces(Config config) {
    return List.of(
        config.getString("pekko.persistence.cassandra.journal.keyspace"),
        config.getString("pekko.persistence.cassandra.snapshot.keyspace"),
        config.getString("pekko.projection.cassandra.offset-store.keyspace"),
        config.getString("voice-teller.audit.keyspace"));
  }
}
