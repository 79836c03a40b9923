package org.voiceteller.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * Where what lies in the archive of an OCI image.
 *
 * @param name by which it is found where it is loaded
 * @param config its blob
 * @param layers the lowest first
 */
record ImageLayout(String name, String config, List<Layer> layers) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFERENCE = "org.opencontainers.image.ref.name";

  /**
   * One of them.
   *
   * @param title what it was called when it was made; of a base what made it
   * @param blob where it lies
   * @param bytes compressed, as it is shipped
   */
  record Layer(String title, String blob, long bytes) {}

  static ImageLayout of(Path archive) throws IOException {
    try (TarFile tar = new TarFile(archive)) {
      JsonNode described = read(tar, "index.json").path("manifests").path(0);
      JsonNode manifest = read(tar, blob(described));
      String config = blob(manifest.path("config"));
      List<String> titles = titles(read(tar, config));
      List<Layer> layers = new ArrayList<>();
      for (JsonNode layer : manifest.path("layers")) {
        layers.add(new Layer(titles.get(layers.size()), blob(layer), layer.path("size").asLong()));
      }
      return new ImageLayout(
          described.path("annotations").path(REFERENCE).asText(), config, layers);
    }
  }

  /** Steps of a base that added no files have no layer. */
  private static List<String> titles(JsonNode config) {
    List<String> titles = new ArrayList<>();
    for (JsonNode step : config.path("history")) {
      if (!step.path("empty_layer").asBoolean()) {
        titles.add(step.path("comment").asText("base"));
      }
    }
    return titles;
  }

  private static String blob(JsonNode described) {
    return "blobs/" + described.path("digest").asText().replace(':', '/');
  }

  private static JsonNode read(TarFile tar, String name) throws IOException {
    for (TarArchiveEntry entry : tar.getEntries()) {
      if (entry.getName().equals(name)) {
        return JSON.readTree(tar.getInputStream(entry));
      }
    }
    throw new IllegalStateException("Expected " + name + " in the archive, but it is not there.");
  }

  /** Of all of them, for people. */
  String sizes() {
    return layers.stream()
        .map(layer -> "%s %.1f MB".formatted(layer.title, layer.bytes / 1e6))
        .collect(Collectors.joining(", "));
  }
}
