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
 * The libraries the pages are made of, as ES modules from jars. Versions are read from the jars, so
 * the build file is the only place that names them.
 */
final class WebModules {

  /** Where a library's modules are served, followed by {@code <library>/<version>/}. */
  static final String PREFIX = "/webjars/";

  private static final Pattern SAFE_PATH =
      Pattern.compile("(?:[A-Za-z0-9_@-][A-Za-z0-9._@-]*/)*[A-Za-z0-9_@-][A-Za-z0-9._@-]*");

  /**
   * A library and what its modules are imported as.
   *
   * @param group who packs it: the group of its jar
   * @param artifact its name as a jar, and in addresses
   * @param place where the jar holds it, followed by {@code <artifact>/<version>/}
   * @param bareName what {@code import "…"} calls it as a whole; empty if only parts are imported
   * @param entry the file behind the bare name
   * @param partsName what the parts' names begin with
   * @param folder where the parts lie in the library
   */
  private record Library(
      String group,
      String place,
      String artifact,
      String bareName,
      String entry,
      String partsName,
      String folder) {

    static Library webJar(
        String artifact, String bareName, String entry, String partsName, String folder) {
      return new Library(
          "org.webjars.npm",
          "META-INF/resources/webjars/",
          artifact,
          bareName,
          entry,
          partsName,
          folder);
    }

    /** Packed by mvnpm.org, which has its own folder for what browsers get. */
    static Library mvnpm(String artifact, String entry) {
      return new Library(
          "org.mvnpm", "META-INF/resources/_static/", artifact, artifact, entry, "", "");
    }
  }

  private static final List<Library> LIBRARIES =
      List.of(
          Library.webJar("lit", "lit", "index.js", "lit/", ""),
          Library.webJar("lit-html", "lit-html", "lit-html.js", "lit-html/", ""),
          Library.webJar("lit-element", "lit-element", "index.js", "lit-element/", ""),
          Library.webJar(
              "lit__reactive-element",
              "@lit/reactive-element",
              "reactive-element.js",
              "@lit/reactive-element/",
              ""),
          Library.webJar("shoelace-style__shoelace", "", "", "shoelace/", "cdn/"),
          Library.mvnpm("echarts", "dist/echarts.esm.min.mjs"));

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
    LIBRARIES.forEach(it -> versions.put(it.artifact(), versionOf(loader, it)));
    return new WebModules(loader, versions);
  }

  private static String versionOf(ClassLoader loader, Library library) {
    String path =
        "META-INF/maven/" + library.group() + "/" + library.artifact() + "/pom.properties";
    try (InputStream in = loader.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "Expected the jar of "
                + library.artifact()
                + " on the class path, but there is no "
                + path);
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException("The jar of " + library.artifact() + " cannot be read", e);
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
      if (!it.partsName().isEmpty()) {
        imports.put(it.partsName(), address(it.artifact()) + it.folder());
      }
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
    Optional<Library> library =
        LIBRARIES.stream()
            .filter(it -> path.startsWith(it.artifact() + "/" + versions.get(it.artifact()) + "/"))
            .findFirst();
    if (library.isEmpty() || !SAFE_PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    Optional<Asset> cached = files.get(path);
    if (cached != null) {
      return cached;
    }
    Optional<Asset> found = read(library.get().place(), path);
    if (found.isPresent()) {
      files.put(path, found);
    }
    return found;
  }

  private Optional<Asset> read(String place, String path) {
    return Stream.of(path)
        .flatMap(it -> Asset.contentTypeOf(it).stream())
        .findFirst()
        .flatMap(
            contentType -> bytes(place + path).map(content -> Asset.create(content, contentType)));
  }

  private Optional<ByteString> bytes(String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(ByteString.fromArray(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
