package org.voiceteller.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The {@code manifest.json} by which {@code docker load} finds its way in an archive of an OCI
 * image: without it only Dockers read one that keep their images in containerd. {@code docker save}
 * writes both, too.
 */
final class DockersList {

  private static final ObjectMapper JSON = new ObjectMapper();

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
    ImageLayout layout = ImageLayout.of(archive);
    ObjectNode image = JSON.createObjectNode();
    image.put("Config", layout.config());
    image.putArray("RepoTags").add(layout.name());
    ArrayNode layers = image.putArray("Layers");
    layout.layers().forEach(layer -> layers.add(layer.blob()));
    return JSON.writeValueAsBytes(JSON.createArrayNode().add(image));
  }
}
