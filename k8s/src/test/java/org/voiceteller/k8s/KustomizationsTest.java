package org.voiceteller.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kustomization names files that are there and leaves none beside it out. */
class KustomizationsTest {

  /** Beside manifests: what is run or read by people. */
  private static final Set<String> NO_MANIFESTS =
      Set.of("kustomization.yaml", "README.md", "make-secrets");

  static Stream<Path> folders() throws IOException {
    List<Path> all;
    try (Stream<Path> files =
        Stream.of("base", "components", "overlays").flatMap(folder -> walk(Path.of(folder)))) {
      all = files.filter(file -> file.endsWith("kustomization.yaml")).map(Path::getParent).toList();
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void namesWhatIsThereAndLeavesNothingOut(Path folder) {
    Set<String> named = new TreeSet<>();
    JsonNode kustomization = kustomization(folder);
    Stream.of("resources", "components")
        .flatMap(field -> Manifests.list(kustomization.path(field)))
        .forEach(each -> named.add(each.asText()));
    Manifests.list(kustomization.path("patches"))
        .filter(patch -> patch.has("path"))
        .forEach(patch -> named.add(patch.path("path").asText()));
    for (JsonNode generator : kustomization.path("configMapGenerator")) {
      Stream.of("files", "envs")
          .flatMap(field -> Manifests.list(generator.path(field)))
          .forEach(each -> named.add(each.asText()));
    }

    assertThat(named).isNotEmpty();
    assertThat(named)
        .allSatisfy(
            each -> {
              Path file = folder.resolve(each);
              assertThat(Files.isDirectory(file) ? file.resolve("kustomization.yaml") : file)
                  .isRegularFile();
            });
    assertThat(named).containsAll(filesBeside(folder));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void patchesWhatSomebodyMakes(Path folder) throws IOException {
    Set<String> made = new TreeSet<>();
    for (Path other : folders().toList()) {
      Manifests.list(kustomization(other).path("resources"))
          .map(each -> other.resolve(each.asText()))
          .filter(Files::isRegularFile)
          .flatMap(file -> Manifests.documents(file).stream())
          .forEach(each -> made.add(each.path("kind").asText() + " " + Manifests.name(each)));
    }
    for (JsonNode patch : kustomization(folder).path("patches")) {
      JsonNode target = patch.path("target");
      if (target.has("name")) {
        assertThat(made)
            .contains(target.path("kind").asText() + " " + target.path("name").asText());
      } else if (!target.has("labelSelector")) {
        List<JsonNode> changes =
            patch.has("path")
                ? Manifests.documents(folder.resolve(patch.path("path").asText()))
                : Manifests.documents(patch.path("patch").asText());
        assertThat(changes)
            .isNotEmpty()
            .allSatisfy(
                change ->
                    assertThat(made)
                        .contains(change.path("kind").asText() + " " + Manifests.name(change)));
      }
    }
  }

  private static JsonNode kustomization(Path folder) {
    return Manifests.documents(folder.resolve("kustomization.yaml")).getFirst();
  }

  private static Set<String> filesBeside(Path folder) {
    Set<String> files = new TreeSet<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(Files::isRegularFile).forEach(file -> files.add(file.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.removeAll(NO_MANIFESTS);
    return files;
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
