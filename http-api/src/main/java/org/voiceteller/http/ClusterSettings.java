package org.voiceteller.http;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * How this node finds its cluster, below {@code voice-teller.cluster}.
 *
 * @param seeds nodes to join; empty for a cluster of one
 * @param joinTimeout how long joining may take before it is told as a fault; it is tried on
 */
public record ClusterSettings(List<Address> seeds, Duration joinTimeout) {

  /** The actor system's name: part of every node's address. */
  public static final String SYSTEM = "voice-teller";

  public ClusterSettings {
    seeds = List.copyOf(seeds);
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static ClusterSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.cluster");
    var settings =
        new ClusterSettings(
            reader
                .parsed(
                    "seeds",
                    "nodes with commas between them, as \"10.0.0.1:7355,10.0.0.2:7355\"",
                    ClusterSettings::seeds)
                .orElse(List.of()),
            reader.duration("join-timeout", Duration.ofSeconds(1), Duration.ofMinutes(30)));
    reader.finish();
    return settings;
  }

  private static List<Address> seeds(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(seed -> !seed.isEmpty())
        .map(ClusterSettings::seed)
        .toList();
  }

  private static Address seed(String text) {
    if (!text.matches("[A-Za-z0-9._-]+:[0-9]{1,5}")) {
      throw new IllegalArgumentException(text);
    }
    return AddressFromURIString.parse("pekko://" + SYSTEM + "@" + text);
  }
}
