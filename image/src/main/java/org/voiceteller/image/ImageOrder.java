package org.voiceteller.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What image is asked for.
 *
 * @param project the project's directory, built
 * @param version of the program
 * @param base an image in a registry to build on; empty: none
 * @param source where the source is kept; empty: the image does not say
 */
record ImageOrder(Path project, String version, Optional<String> base, Optional<String> source) {

  private static final String LABEL = "org.opencontainers.image.";

  /**
   * @param arguments {@code --project=DIR}, {@code --version=VERSION} and, blank or with a value,
   *     {@code --base=IMAGE} and {@code --source=URL}
   */
  static ImageOrder of(String... arguments) {
    Map<String, String> told =
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return new ImageOrder(
        Path.of(needed(told, "--project")).toAbsolutePath().normalize(),
        needed(told, "--version"),
        Optional.ofNullable(told.get("--base")).filter(base -> !base.isBlank()),
        Optional.ofNullable(told.get("--source")).filter(source -> !source.isBlank()));
  }

  private static String needed(Map<String, String> told, String name) {
    return Optional.ofNullable(told.get(name))
        .orElseThrow(() -> new IllegalArgumentException("Expected " + name + "=…"));
  }

  /** By which it is found where it is loaded. */
  String name() {
    return "voice-teller:" + version;
  }

  Path target() {
    return project.resolve("image/target");
  }

  Path image() {
    return target().resolve("voice-teller-image.tar");
  }

  /** The image about itself, in the OCI's words. */
  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    labels.put(LABEL + "title", "Voice Teller");
    labels.put(LABEL + "description", "A bank that answers the phone.");
    labels.put(LABEL + "version", version);
    // Ours; beside it lie the runtime and what it needs, each with its own in the image.
    labels.put(LABEL + "licenses", "Apache-2.0");
    base.ifPresent(name -> labels.put(LABEL + "base.name", name));
    source.ifPresent(url -> labels.put(LABEL + "source", url));
    return labels;
  }
}
