package org.voiceteller.persistence.personal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.util.Optional;
import org.voiceteller.persistence.PersistenceSettings;

/**
 * The settings under {@code voice-teller.personal-data}; {@code reference.conf} documents each.
 *
 * @param masterKey empty when personal data is not encrypted
 * @param makeKey whether the file is made when it is not there
 */
public record PersonalDataSettings(
    String keyspace, Optional<Path> masterKey, boolean makeKey, boolean createMissing) {

  private static final String PATH = "voice-teller.personal-data";
  private static final String LAPTOPS_KEY = "secrets/personal-data-master-key";

  /**
   * @throws IllegalArgumentException with a sentence that names the setting
   */
  public static PersonalDataSettings from(Config root) {
    PersistenceSettings persistence = PersistenceSettings.from(root);
    try {
      String file = root.getString(PATH + ".master-key-file").strip();
      boolean laptop = file.isEmpty() && persistence.embedded().enabled();
      return new PersonalDataSettings(
          root.getString("voice-teller.audit.keyspace"),
          laptop
              ? Optional.of(persistence.embedded().dataDirectory().resolve(LAPTOPS_KEY))
              : Optional.of(file).filter(path -> !path.isEmpty()).map(Path::of),
          laptop,
          persistence.createMissing());
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "Expected readable settings under " + PATH + ", but: " + e.getMessage(), e);
    }
  }
}
