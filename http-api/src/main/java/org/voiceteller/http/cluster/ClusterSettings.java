package org.voiceteller.http.cluster;

import com.typesafe.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * What this node is in its cluster and how it finds it, below {@code voice-teller.cluster}.
 *
 * @param roles what the node does; one at least
 * @param joining how it finds the others
 * @param joinTimeout how long joining may take before it is told as a fault; it is tried on
 * @param maxCalls of all nodes together, in equal parts; empty for as many as the nodes take
 * @param tls the directory with the node's certificate and key and the authority's certificate;
 *     empty for connections in the clear
 */
public record ClusterSettings(
    Set<Role> roles,
    Joining joining,
    Duration joinTimeout,
    OptionalInt maxCalls,
    Optional<Path> tls) {

  /** The actor system's name: part of every node's address. */
  public static final String SYSTEM = "voice-teller";

  private static final List<String> TLS_FILES = List.of("tls.crt", "tls.key", "ca.crt");
  private static final String SELECTOR =
      "[A-Za-z0-9./_-]+=[A-Za-z0-9._-]+(,[A-Za-z0-9./_-]+=[A-Za-z0-9._-]+)*";

  public ClusterSettings {
    roles = Set.copyOf(roles);
  }

  private enum Way {
    SEEDS,
    KUBERNETES
  }

  /** How a node finds its cluster. */
  public sealed interface Joining {

    /** It is one by itself. */
    record Alone() implements Joining {}

    /** It asks these. */
    record Seeds(List<Address> nodes) implements Joining {

      public Seeds {
        nodes = List.copyOf(nodes);
      }
    }

    /**
     * It asks the Kubernetes API for the pods of the bank.
     *
     * @param selector labels of these pods
     * @param nodes how many must be seen before a new cluster begins
     */
    record Kubernetes(String selector, int nodes) implements Joining {}
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static ClusterSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.cluster");
    Joining joining = joining(reader);
    var settings =
        new ClusterSettings(
            reader
                .parsed("roles", "some of \"voice,bank,projections\"", Role::named)
                .orElse(Set.of(Role.values())),
            joining,
            reader.duration("join-timeout", Duration.ofSeconds(1), Duration.ofMinutes(30)),
            maxCalls(reader),
            reader.parsed(
                "tls",
                "a directory with tls.crt, tls.key and ca.crt that can be read",
                ClusterSettings::directory));
    reader.finish();
    return settings;
  }

  private static OptionalInt maxCalls(SettingsReader reader) {
    int calls = reader.number("max-calls", 0, 10_000_000);
    return calls == 0 ? OptionalInt.empty() : OptionalInt.of(calls);
  }

  private static Joining joining(SettingsReader reader) {
    List<Address> seeds =
        reader
            .parsed(
                "seeds",
                "nodes with commas between them, as \"10.0.0.1:7355,10.0.0.2:7355\"",
                ClusterSettings::seeds)
            .orElse(List.of());
    String selector =
        reader
            .parsed(
                "join-selector",
                "labels of pods, as \"app.kubernetes.io/part-of=voice-teller\"",
                ClusterSettings::selector)
            .orElse("");
    int nodes = reader.number("join-nodes", 1, 1_000);
    if (reader.oneOf("join", Way.class) == Way.SEEDS) {
      return seeds.isEmpty() ? new Joining.Alone() : new Joining.Seeds(seeds);
    }
    if (selector.isEmpty() || !seeds.isEmpty()) {
      reader.wrong(
          "Expected voice-teller.cluster.join-selector to be set and seeds to be blank where"
              + " voice-teller.cluster.join is kubernetes.");
    }
    return new Joining.Kubernetes(selector, nodes);
  }

  private static String selector(String text) {
    if (!text.matches(SELECTOR)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static Path directory(String text) {
    Path directory = Path.of(text);
    if (!TLS_FILES.stream().map(directory::resolve).allMatch(Files::isReadable)) {
      throw new IllegalArgumentException(text);
    }
    return directory;
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
