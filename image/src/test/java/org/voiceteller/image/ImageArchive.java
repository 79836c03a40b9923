package org.voiceteller.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/** The image that was built, as whoever loads it reads it. */
record ImageArchive(Path file) {

  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Something in a layer; what is to be read of it is read while it is visited. */
  @FunctionalInterface
  interface Visitor {
    void visit(TarArchiveEntry entry, InputStream content) throws IOException;
  }

  static ImageArchive built() {
    return new ImageArchive(PROJECT.resolve("image/target/voice-teller-image.tar"));
  }

  JsonNode json(String name) throws IOException {
    return JSON.readTree(bytes(name));
  }

  byte[] bytes(String name) throws IOException {
    try (TarFile tar = new TarFile(file)) {
      TarArchiveEntry entry =
          tar.getEntries().stream()
              .filter(each -> each.getName().equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError("Expected " + name + " in " + file));
      return tar.getInputStream(entry).readAllBytes();
    }
  }

  JsonNode manifest() throws IOException {
    return json(blob(json("index.json").path("manifests").path(0)));
  }

  JsonNode config() throws IOException {
    return json(blob(manifest().path("config")));
  }

  /** The names of the layers' blobs, the lowest first. */
  List<String> layers() throws IOException {
    return StreamSupport.stream(manifest().path("layers").spliterator(), false)
        .map(ImageArchive::blob)
        .toList();
  }

  static String blob(JsonNode described) {
    return "blobs/" + described.path("digest").asText().replace(':', '/');
  }

  void visit(String layer, Visitor visitor) throws IOException {
    try (TarFile tar = new TarFile(file)) {
      TarArchiveEntry blob =
          tar.getEntries().stream()
              .filter(each -> each.getName().equals(layer))
              .findFirst()
              .orElseThrow();
      try (var entries =
          new TarArchiveInputStream(
              new GZIPInputStream(new BufferedInputStream(tar.getInputStream(blob))))) {
        for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
          visitor.visit(entry, entries);
        }
      }
    }
  }

  /** Lays its layers into a directory, one over the other, as a container's runtime does. */
  void unpackTo(Path root) throws IOException {
    for (String layer : layers()) {
      visit(layer, (entry, content) -> unpack(root, entry, content));
    }
  }

  private static void unpack(Path root, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path place = root.resolve(entry.getName()).normalize();
    if (!place.startsWith(root)) {
      throw new AssertionError("Expected all of the image in its root, but: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(place);
    } else if (entry.isFile()) {
      Files.deleteIfExists(place);
      Files.copy(content, place);
    } else {
      throw new AssertionError("Expected files and directories, but: " + entry.getName());
    }
    Files.setPosixFilePermissions(place, permissions(entry.getMode()));
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] fromTheLeft = PosixFilePermission.values();
    for (int i = 0; i < fromTheLeft.length; i++) {
      if ((mode >> (fromTheLeft.length - 1 - i) & 1) == 1) {
        permissions.add(fromTheLeft[i]);
      }
    }
    return permissions;
  }
}
