package org.voiceteller.persistence.audit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.voiceteller.persistence.PersistenceSettings;

/**
 * The settings under {@code voice-teller.audit}; {@code reference.conf} documents each.
 *
 * @param signingKey a file with the private key; empty when heads are not signed from here
 * @param makeKey whether the file is made when it is not there
 * @param createMissing whether the keyspace and the tables are made at start
 */
public record AuditSettings(
    String keyspace,
    Optional<Path> signingKey,
    boolean makeKey,
    int signEveryEntries,
    Duration signEvery,
    int queueSize,
    boolean createMissing) {

  private static final String PATH = "voice-teller.audit";

  /** Beside the stores of a laptop. */
  private static final String LAPTOPS_KEY = "secrets/audit-signing-key.pem";

  /**
   * @throws IllegalArgumentException with a sentence that names the setting
   */
  public static AuditSettings from(Config root) {
    PersistenceSettings persistence = PersistenceSettings.from(root);
    try {
      Config audit = root.getConfig(PATH);
      String keyspace = audit.getString("keyspace");
      if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
        throw wrong("keyspace", "small letters, digits and _", keyspace);
      }
      int entries = audit.getInt("sign-every-entries");
      if (entries < 1 || entries > 10_000) {
        throw wrong("sign-every-entries", "a number from 1 to 10000", entries);
      }
      Duration every = audit.getDuration("sign-every");
      if (every.isZero() || every.isNegative()) {
        throw wrong("sign-every", "a duration above zero", every);
      }
      int queue = audit.getInt("queue-size");
      if (queue < 1) {
        throw wrong("queue-size", "a number above zero", queue);
      }
      String file = audit.getString("signing-key-file").strip();
      return new AuditSettings(
          keyspace,
          file.isEmpty() ? laptopsKey(persistence) : Optional.of(Path.of(file)),
          file.isEmpty(),
          entries,
          every,
          queue,
          persistence.createMissing());
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "Expected readable settings under " + PATH + ", but: " + e.getMessage(), e);
    }
  }

  private static Optional<Path> laptopsKey(PersistenceSettings persistence) {
    return persistence.embedded().enabled()
        ? Optional.of(persistence.embedded().dataDirectory().resolve(LAPTOPS_KEY))
        : Optional.empty();
  }

  private static IllegalArgumentException wrong(String key, String expected, Object value) {
    return new IllegalArgumentException(
        "Expected " + expected + " for " + PATH + "." + key + ", but got '" + value + "'");
  }
}
