package org.voiceteller.persistence.personal;

import com.typesafe.config.Config;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.audit.Audit;
import org.voiceteller.persistence.audit.AuditSettings;
import org.voiceteller.persistence.audit.StandaloneStores;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Erasures beside a running bank, or without one. */
public final class Erasures {

  private Erasures() {}

  /**
   * Erases, and returns when all is done and audited. A running node reads what it has in its
   * memory for so long as it remembers keys and entities.
   *
   * @return how many calls were erased
   * @throws RuntimeException with a sentence when it cannot be done
   */
  public static int erase(Config config, String customerId, String reason, String jurisdiction) {
    return StandaloneStores.with(
        config, (system, settings) -> erase(system, settings, customerId, reason, jurisdiction));
  }

  private static int erase(
      ActorSystem<?> system,
      Config config,
      String customerId,
      String reason,
      String jurisdiction) {
    SubjectKeys keys = PersonalData.of(system);
    if (!keys.isOn()) {
      throw new IllegalArgumentException(
          "Personal data is not encrypted here: voice-teller.personal-data.master-key-file is not"
              + " set.");
    }
    AuditSettings audit = AuditSettings.from(config);
    Instant now = InstantSource.system().instant();
    try (DynamoDbAsyncClient tables =
        DynamoDbClients.create(PersistenceSettings.from(config).dynamoDb())) {
      return new Erasure(
              keys,
              tables,
              Audit.writer(system, audit, Audit.key(audit), InstantSource.system()))
          .erase(customerId, reason, jurisdiction, now)
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "Not everything could be erased; try again: "
              + Optional.ofNullable(e.getCause()).orElse(e).getMessage(),
          e);
    }
  }
}
