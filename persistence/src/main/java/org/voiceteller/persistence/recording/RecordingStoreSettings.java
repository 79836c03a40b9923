package org.voiceteller.persistence.recording;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.util.Optional;
import org.voiceteller.persistence.PersistenceSettings;

/**
 * Where recordings are kept: the setting {@code voice-teller.recording.directory}; {@code
 * reference.conf} documents it.
 */
public record RecordingStoreSettings(Optional<Path> configured) {

  private static final String KEY = "voice-teller.recording.directory";
  private static final String LAPTOPS = "recordings";

  /**
   * @throws IllegalArgumentException with a sentence that names the setting
   */
  public static RecordingStoreSettings from(Config root) {
    PersistenceSettings.Embedded embedded = PersistenceSettings.from(root).embedded();
    try {
      String directory = root.getString(KEY).strip();
      if (!directory.isEmpty()) {
        return new RecordingStoreSettings(Optional.of(Path.of(directory)));
      }
      return new RecordingStoreSettings(
          embedded.enabled()
              ? Optional.of(embedded.dataDirectory().resolve(LAPTOPS))
              : Optional.empty());
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "Expected " + KEY + " to be a directory, but: " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence when none is set
   */
  public Path directory() {
    return configured.orElseThrow(
        () ->
            new IllegalArgumentException(
                "Calls are to be recorded, but nowhere: set " + KEY + "."));
  }
}
