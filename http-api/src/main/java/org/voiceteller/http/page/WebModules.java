package org.voiceteller.http.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * The libraries the pages are made of, as ES modules from their WebJars. Versions are read from the
 * jars, so the build file is the only place that names them.
 */
final class WebModules {

  /** Where a library's modules are served, followed by {@code <library>/<version>/}. */
  static final String PREFIX = "/webjars/";

  private static final Pattern SAFE_PATH =
      Pattern.compile("(?:[A-Za-z0-9_@-][A-Za-z0-9._@-]*/)*[A-Za-z0-9_@-][A-Za-z0-9._@-]*");

  /**
   * A library and what its modules are imported as.
   *
   * @param artifact its name as a WebJar
   * @param bareName what {@code import "…"} calls it as a whole; empty if only parts are imported
   * @param entry the file behind the bare name
   * @param partsName what the parts' names begin with
   * @param folder where the parts lie in the library
   */
  private record Library(
      String artifact, String bareName, String entry, String partsName, String folder) {}

  private static final List<Library> LIBRARIES =
      List.of(
          new Library("lit", "lit", "index.js", "lit/", ""),
          new Library("lit-html", "lit-html", "lit-html.js", "lit-html/", ""),
          new Library("lit-element", "lit-element", "index.js", "lit-element/", ""),
          new Library(
              "lit__reactive-element",
              "@lit/reactive-element",
              "reactive-element.js",
              "@lit/reactive-element/",
              ""),
          new Library("shoelace-style__shoelace", "", "", "shoelace/", "cdn/"));

  private final ClassLoader loader;
  private final Map<String, String> versions;
  private final Map<String, Optional<Asset>> files = new ConcurrentHashMap<>();

  private WebModules(ClassLoader loader, Map<String, String> versions) {
    this.loader = loader;
    this.versions = versions;
  }

  /**
   * Finds each library's version.
   *
   * @throws IllegalStateException when a library's jar is missing from the class path
   */
  static WebModules load(ClassLoader loader) {
    var versions = new LinkedHashMap<String, String>();
    LIBRARIES.forEach(it -> versions.put(it.artifact(), versionOf(loader, it.artifact())));
    return new WebModules(loader, versions);
  }

  private static String versionOf(ClassLoader loader, String artifact) {
    String path = "META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
    try (InputStream in = loader.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "Expected the WebJar of " + artifact + " on the class path, but there is no " + path);
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException("The WebJar of " + artifact + " cannot be read", e);
    }
  }

  /** Where a file of Shoelace's {@code cdn/} build is served. */
  String shoelace(String file) {
    return address("shoelace-style__shoelace") + "cdn/" + file;
  }

  private String address(String artifact) {
    return PREFIX + artifact + "/" + versions.get(artifact) + "/";
  }

  /** The import map as JSON, the same text at every call: its hash goes into the policy. */
  String importMap() {
    var imports = new LinkedHashMap<String, String>();
    for (Library it : LIBRARIES) {
      if (!it.bareName().isEmpty()) {
        imports.put(it.bareName(), address(it.artifact()) + it.entry());
      }
      imports.put(it.partsName(), address(it.artifact()) + it.folder());
    }
    try {
      return new ObjectMapper().writeValueAsString(Map.of("imports", imports));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of strings is always JSON", e);
    }
  }

  /**
   * A file of one of the libraries; reads from a jar at its first use, so call it where blocking is
   * allowed.
   *
   * @param path what follows {@link #PREFIX}: library, version and file, e.g. {@code
   *     lit/3.3.2/index.js}; any other library or version is not found
   */
  Optional<Asset> find(String path) {
    boolean known =
        versions.entrySet().stream()
            .anyMatch(it -> path.startsWith(it.getKey() + "/" + it.getValue() + "/"));
    if (!known || !SAFE_PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    Optional<Asset> cached = files.get(path);
    if (cached != null) {
      return cached;
    }
    Optional<Asset> found = read(path);
    if (found.isPresent()) {
      files.put(path, found);
    }
    return found;
  }

  private Optional<Asset> read(String path) {
    return Stream.of(path)
        .flatMap(it -> Asset.contentTypeOf(it).stream())
        .findFirst()
        .flatMap(
            contentType ->
                bytes("META-INF/resources/webjars/" + path)
                    .map(content -> Asset.create(content, contentType)));
  }

  private Optional<ByteString> bytes(String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(ByteString.fromArray(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
