package org.voiceteller.http.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.util.ByteString;

/**
 * Our own files below {@code web/} on the class path, read once at start: about a hundred
 * kilobytes. A request is answered from this map alone, so no path can lead out of it.
 */
final class OwnAssets {

  private static final String FOLDER = "web/";
  private static final String MARKER = FOLDER + "tokens.css";
  private static final int VERSION_LENGTH = 12;

  private final Map<String, Asset> files;
  private final String version;

  private OwnAssets(SortedMap<String, Asset> files) {
    this.files = Map.copyOf(files);
    this.version = versionOf(files);
  }

  /**
   * Reads the folder, whether it lies in a directory or inside a jar.
   *
   * @throws IllegalStateException when the pages are missing from the class path
   */
  static OwnAssets load(ClassLoader loader) {
    URL marker = loader.getResource(MARKER);
    if (marker == null) {
      throw new IllegalStateException(
          "Expected the pages on the class path, but there is no " + MARKER);
    }
    try {
      URI uri = marker.toURI();
      if (!uri.getScheme().equals("jar")) {
        return new OwnAssets(read(Path.of(uri).resolveSibling("")));
      }
      String text = uri.toString();
      URI jar = URI.create(text.substring("jar:".length(), text.indexOf("!/")));
      try (FileSystem inside = FileSystems.newFileSystem(Path.of(jar))) {
        return new OwnAssets(read(inside.getPath(FOLDER)));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Expected a readable class path, but found " + marker, e);
    } catch (IOException e) {
      throw new UncheckedIOException("The pages cannot be read from " + marker, e);
    }
  }

  private static SortedMap<String, Asset> read(Path folder) throws IOException {
    var files = new TreeMap<String, Asset>();
    try (var paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        var contentType = Asset.contentTypeOf(name);
        if (contentType.isPresent()) {
          ByteString content = ByteString.fromArray(Files.readAllBytes(path));
          files.put(name, Asset.create(content, contentType.get()));
        }
      }
    }
    return files;
  }

  private static String versionOf(SortedMap<String, Asset> files) {
    var all = new StringBuilder();
    files.forEach((name, asset) -> all.append(name).append(' ').append(asset.tag()).append('\n'));
    return Asset.hash(ByteString.fromString(all.toString(), StandardCharsets.UTF_8))
        .substring(0, VERSION_LENGTH);
  }

  /** Changes whenever any file changes; part of every address below {@code /assets/}. */
  String version() {
    return version;
  }

  /** A file by its path below {@code web/}, e.g. {@code caller/main.js}. */
  Optional<Asset> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The text of a file that a page is made from and that must be there. */
  String text(String path) {
    return find(path)
        .orElseThrow(
            () -> new IllegalStateException("Expected " + FOLDER + path + ", but it is missing"))
        .content()
        .utf8String();
  }
}
