package org.voiceteller.persistence.personal;

import com.typesafe.config.Config;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.cassandra.snapshot.CassandraSnapshotStore;
import org.voiceteller.core.account.Account;
import scala.concurrent.Future;
import scala.concurrent.Future$;
import scala.runtime.BoxedUnit;

/**
 * The Cassandra snapshots, which seals a state with something personal in it as a whole, with the
 * key of its entity's events. A snapshot only shortens the way to what the events say: one whose
 * key is gone cannot be opened, and the entity is made from its events, in which what was personal
 * reads as erased.
 */
public final class SealingSnapshots extends CassandraSnapshotStore {

  private final SubjectKeys keys;

  /** By Pekko, as {@code pekko.persistence.cassandra.snapshot.class}. */
  public SealingSnapshots(Config config, String configPath) {
    super(config, configPath);
    this.keys = PersonalData.of(context().system());
  }

  @Override
  public Future<BoxedUnit> saveAsync(SnapshotMetadata metadata, Object state) {
    if (!keys.isOn() || !(state instanceof Account)) {
      return super.saveAsync(metadata, state);
    }
    try {
      String subject = keys.await(keys.ofOwner(metadata.persistenceId()));
      return switch (keys.await(keys.obtain(subject))) {
        case SubjectKey.Present present ->
            super.saveAsync(metadata, new SealedState(state, subject, present));
        // Nothing could open it again.
        case SubjectKey.Erased _ -> Future$.MODULE$.successful(BoxedUnit.UNIT);
      };
    } catch (IllegalStateException noKey) {
      return Future$.MODULE$.failed(noKey);
    }
  }
}
