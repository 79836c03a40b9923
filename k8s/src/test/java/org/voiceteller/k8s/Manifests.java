package org.voiceteller.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All that an overlay tells Kubernetes, as {@code k8s/render} wrote it. */
record Manifests(String overlay, List<JsonNode> all) {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet");

  /** A pod as a workload makes it. */
  record Pod(String workload, JsonNode labels, JsonNode spec) {

    List<JsonNode> containers() {
      return list(spec.path("containers")).toList();
    }

    List<JsonNode> containersAndBefore() {
      return Stream.concat(list(spec.path("initContainers")), list(spec.path("containers")))
          .toList();
    }

    boolean isNode() {
      return labels.path("app.kubernetes.io/name").asText().equals("voice-teller");
    }

    boolean isOurs() {
      return labels.path("app.kubernetes.io/part-of").asText().equals("voice-teller");
    }
  }

  static List<String> overlays() {
    try (Stream<Path> folders = Files.list(Path.of("overlays"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Manifests> ofEachOverlay() {
    return overlays().stream().map(Manifests::of);
  }

  static Manifests of(String overlay) {
    return new Manifests(overlay, documents(file(overlay)));
  }

  static Path file(String overlay) {
    return Path.of("rendered", overlay + ".yaml");
  }

  static List<JsonNode> documents(Path file) {
    try {
      return documents(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> documents(String yaml) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<JsonNode> ofKind(String... kinds) {
    List<String> wanted = Arrays.asList(kinds);
    return all.stream().filter(each -> wanted.contains(each.path("kind").asText()));
  }

  Optional<JsonNode> named(String kind, String name) {
    return ofKind(kind).filter(each -> name(each).equals(name)).findFirst();
  }

  Stream<JsonNode> workloads() {
    return all.stream().filter(each -> WORKLOADS.contains(each.path("kind").asText()));
  }

  List<Pod> pods() {
    return workloads().map(Manifests::pod).toList();
  }

  List<Pod> nodes() {
    return pods().stream().filter(Pod::isNode).toList();
  }

  static Pod pod(JsonNode workload) {
    JsonNode template = workload.path("spec").path("template");
    return new Pod(name(workload), template.path("metadata").path("labels"), template.path("spec"));
  }

  /** The value that a container gets, wherever it is given. */
  Optional<String> environment(JsonNode container, String name) {
    Optional<String> own =
        list(container.path("env"))
            .filter(variable -> variable.path("name").asText().equals(name))
            .map(variable -> variable.path("value").asText())
            .findFirst();
    return own.or(
        () ->
            list(container.path("envFrom"))
                .map(from -> from.path("configMapRef").path("name").asText())
                .flatMap(map -> named("ConfigMap", map).stream())
                .map(map -> map.path("data").path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst());
  }

  static String name(JsonNode manifest) {
    return manifest.path("metadata").path("name").asText();
  }

  static Stream<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Whether a selector's matchLabels and matchExpressions choose these labels. */
  static boolean selects(JsonNode selector, JsonNode labels) {
    return selector.path("matchLabels").properties().stream()
            .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()))
        && list(selector.path("matchExpressions"))
            .allMatch(
                expression ->
                    expression.path("operator").asText().equals("In")
                        && list(expression.path("values"))
                            .anyMatch(
                                value ->
                                    labels.path(expression.path("key").asText()).equals(value)));
  }

  @Override
  public String toString() {
    return overlay;
  }
}
