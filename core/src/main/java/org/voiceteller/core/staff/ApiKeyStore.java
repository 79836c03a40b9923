package org.voiceteller.core.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where keys are kept. What was written is there for the next question on any node. */
public interface ApiKeyStore {

  /** Adds a key; fails when one of its id is there. */
  CompletionStage<Void> add(ApiKey key);

  /** Also one that is revoked or expired. */
  CompletionStage<Optional<ApiKey>> find(String keyId);

  /** All keys, those that open nothing any more too, the newest first. */
  CompletionStage<List<ApiKey>> all();

  /**
   * Closes a key for good.
   *
   * @return whether there is one of this id; one that was revoked before keeps its time
   */
  CompletionStage<Boolean> revoke(String keyId, Instant at);

  /** Notes a use, unless a later one is noted. */
  CompletionStage<Void> used(String keyId, Instant at);
}
