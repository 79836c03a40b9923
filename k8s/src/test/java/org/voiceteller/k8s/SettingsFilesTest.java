package org.voiceteller.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of settings that pods mount can be read and set only what our modules know. */
class SettingsFilesTest {

  private static final Config KNOWN =
      Stream.of("http-api", "actors", "streams", "persistence", "sip-trunk")
          .map(module -> Path.of("..", module, "src/main/resources/reference.conf"))
          .map(file -> ConfigFactory.parseFile(file.toFile()))
          .reduce(ConfigFactory.empty(), Config::withFallback)
          .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));

  static Stream<Manifests> overlays() {
    return Manifests.ofEachOverlay();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void setWhatIsKnown(Manifests manifests) {
    Set<String> set = new TreeSet<>();
    manifests
        .ofKind("ConfigMap")
        .flatMap(map -> map.path("data").properties().stream())
        .filter(file -> file.getKey().endsWith(".conf"))
        .map(file -> parsed(file.getValue().asText()))
        .forEach(settings -> settings.entrySet().forEach(each -> set.add(each.getKey())));

    assertThat(set).anyMatch(path -> !path.startsWith("voice-teller."));
    assertThat(set.stream().filter(path -> path.startsWith("voice-teller.")))
        .isNotEmpty()
        .allMatch(KNOWN::hasPathOrNull);
  }

  /** Without the file beside it, which is looked at by itself. */
  private static Config parsed(String text) {
    return ConfigFactory.parseString(
            text.lines()
                .filter(line -> !line.startsWith("include required(file("))
                .collect(Collectors.joining("\n")))
        .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
  }
}
