package org.voiceteller.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * The {@code manifest.json} by which {@code docker load} finds its way in an archive of an OCI
 * image: without it only Dockers read one that keep their images in containerd. {@code docker save}
 * writes both, too.
 */
final class DockersList {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFERENCE = "org.opencontainers.image.ref.name";

  private DockersList() {}

  /** Copies an archive and adds the list; who has the result has it whole. */
  static void add(Path archive, Path result) throws IOException {
    Path growing = result.resolveSibling(result.getFileName() + ".growing");
    try (var all =
            new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)));
        var copy =
            new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(growing)))) {
      for (var entry = all.getNextEntry(); entry != null; entry = all.getNextEntry()) {
        copy.putArchiveEntry(entry);
        all.transferTo(copy);
        copy.closeArchiveEntry();
      }
      byte[] list = list(archive);
      var entry = new TarArchiveEntry("manifest.json");
      entry.setSize(list.length);
      entry.setModTime(0);
      copy.putArchiveEntry(entry);
      copy.write(list);
      copy.closeArchiveEntry();
    }
    Files.move(growing, result, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] list(Path archive) throws IOException {
    try (TarFile tar = new TarFile(archive)) {
      JsonNode found = read(tar, "index.json").path("manifests").path(0);
      JsonNode manifest = read(tar, blob(found));
      ObjectNode image = JSON.createObjectNode();
      image.put("Config", blob(manifest.path("config")));
      image.putArray("RepoTags").add(found.path("annotations").path(REFERENCE).asText());
      ArrayNode layers = image.putArray("Layers");
      manifest.path("layers").forEach(layer -> layers.add(blob(layer)));
      return JSON.writeValueAsBytes(JSON.createArrayNode().add(image));
    }
  }

  private static String blob(JsonNode described) {
    return "blobs/" + described.path("digest").asText().replace(':', '/');
  }

  private static JsonNode read(TarFile tar, String name) {
    try {
      TarArchiveEntry entry =
          tar.getEntries().stream()
              .filter(each -> each.getName().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("There is no " + name));
      return JSON.readTree(tar.getInputStream(entry));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
