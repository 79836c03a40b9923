package org.voiceteller.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.actors.message.BankMessages;
import org.voiceteller.actors.message.MessageCatalogue.Named;
import org.voiceteller.http.trial.ClusterOfTwo;

/**
 * Nodes of this release and of the last one talk while a bank is upgraded: this one reads what that
 * one sends, and sends what that one reads. How a release is frozen stands in docs/upgrades.md.
 */
class MessageReleasesTest {

  private static final Path RELEASES = Path.of("src/test/resources/messages");

  /** What has no release yet: samples of new messages, and words that are not sent yet. */
  private static final Path NEXT = RELEASES.resolve("next");

  private static final String SAMPLE = ".json";

  @RegisterExtension static final ClusterOfTwo NODES = new ClusterOfTwo();

  static List<Named> messages() {
    return Stream.concat(
            BankMessages.catalogue().all().stream(), DoorMessages.catalogue().all().stream())
        .toList();
  }

  static List<Named> messagesOfTheLastRelease() throws IOException {
    Set<String> kept = names(last());
    return messages().stream().filter(named -> kept.contains(named.name())).toList();
  }

  private static Path last() throws IOException {
    try (Stream<Path> releases = Files.list(RELEASES)) {
      return releases
          .filter(release -> !release.equals(NEXT))
          .max(Comparator.comparing(release -> Version.parse(release.getFileName().toString())))
          .orElseThrow();
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SAMPLE))
          .map(file -> file.substring(0, file.length() - SAMPLE.length()))
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> learned(String name) throws IOException {
    Path file = NEXT.resolve("learned.txt");
    if (!Files.exists(file)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name + " "))
          .map(line -> line.substring(name.length() + 1))
          .collect(Collectors.toSet());
    }
  }

  private static Path sample(Path folder, Named named) {
    return folder.resolve(named.name() + SAMPLE);
  }

  private static Object read(byte[] wire, Named named) throws NotSerializableException {
    Serialization serialization = SerializationExtension.get(NODES.one());
    int identifier = serialization.serializerFor(named.message()).identifier();
    return serialization.deserialize(wire, identifier, named.name()).get();
  }

  private static byte[] write(Object message) {
    return SerializationExtension.get(NODES.one()).serialize(message).get();
  }

  @Test
  void everyMessageIsInACatalogue() {
    Set<String> named =
        messages().stream().map(each -> each.message().getName()).collect(Collectors.toSet());

    assertThat(
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.voiceteller")
                    .stream()
                    .filter(type -> type.isAssignableTo(ClusterMessage.class))
                    .filter(type -> !type.isInterface())
                    .filter(type -> !isToItself(type))
                    .map(JavaClass::getName))
        .containsExactlyInAnyOrderElementsOf(named);
  }

  /** What an actor tells itself are private records, or lie in something private. */
  private static boolean isToItself(JavaClass type) {
    return Stream.<Class<?>>iterate(type.reflect(), Objects::nonNull, Class::getEnclosingClass)
        .anyMatch(each -> Modifier.isPrivate(each.getModifiers()));
  }

  @Test
  void everyMessageHasASample() throws IOException {
    Set<String> sampled =
        Stream.of(last(), NEXT).flatMap(MessageReleasesTest::sampled).collect(Collectors.toSet());

    assertThat(messages()).extracting(Named::name).containsExactlyInAnyOrderElementsOf(sampled);
  }

  private static Stream<String> sampled(Path folder) {
    try {
      return names(folder).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("messagesOfTheLastRelease")
  void readsWhatTheLastReleaseSends(Named named) throws IOException {
    FrozenMessage frozen = FrozenMessage.read(sample(last(), named));

    assertThat(frozen.samples()).isNotEmpty();
    for (byte[] wire : frozen.samples()) {
      Object message = read(wire, named);

      assertThat(message).isInstanceOf(named.message());
      assertThat(lost(FrozenMessage.tree(wire), FrozenMessage.tree(write(message)))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("messagesOfTheLastRelease")
  void sendsWhatTheLastReleaseReads(Named named) throws IOException {
    FrozenMessage frozen = FrozenMessage.read(sample(last(), named));

    assertThat(frozen.shape().objectionsTo(MessageShape.of(named.message()), learned(named.name())))
        .isEmpty();
  }

  @Test
  void readsTheSamplesOfWhatIsNew() throws IOException {
    Set<String> drafted = names(NEXT);
    for (Named named : messages()) {
      if (drafted.contains(named.name())) {
        for (byte[] wire : FrozenMessage.drafts(sample(NEXT, named))) {
          assertThat(lost(FrozenMessage.tree(wire), FrozenMessage.tree(write(read(wire, named)))))
              .isEmpty();
        }
      }
    }
  }

  /** What of the one is not in the other, by its path. */
  private static List<String> lost(JsonNode sent, JsonNode sentOn) {
    List<String> lost = new ArrayList<>();
    lost("", sent, sentOn, lost);
    return lost;
  }

  private static void lost(String path, JsonNode sent, JsonNode sentOn, List<String> lost) {
    if (sent.isObject()) {
      sent.properties()
          .forEach(
              field ->
                  lost(
                      path + "." + field.getKey(),
                      field.getValue(),
                      sentOn.path(field.getKey()),
                      lost));
    } else if (sent.isArray() && sent.size() == sentOn.size()) {
      for (int i = 0; i < sent.size(); i++) {
        lost(path + "[" + i + "]", sent.get(i), sentOn.path(i), lost);
      }
    } else if (!sent.equals(sentOn)) {
      lost.add(path);
    }
  }

  /** {@code -Dfreeze.messages=0.2}: writes what this release sends and reads, once. */
  @Test
  @EnabledIfSystemProperty(named = "freeze.messages", matches = ".+")
  void freezesARelease() throws IOException {
    Path release = RELEASES.resolve(System.getProperty("freeze.messages"));
    assertThat(release).as("a release is never edited").doesNotExist();
    Function<Named, List<byte[]>> earlier = samples();
    Files.createDirectories(release);
    for (Named named : messages()) {
      List<byte[]> samples = new ArrayList<>();
      for (byte[] wire : earlier.apply(named)) {
        samples.add(write(read(wire, named)));
      }
      new FrozenMessage(MessageShape.of(named.message()), samples).write(sample(release, named));
    }
  }

  /** Of the last release, or as they were drafted since. */
  private static Function<Named, List<byte[]>> samples() throws IOException {
    Set<String> drafted = names(NEXT);
    Path last = drafted.size() == messages().size() ? NEXT : last();
    return named -> {
      try {
        return drafted.contains(named.name())
            ? FrozenMessage.drafts(sample(NEXT, named))
            : FrozenMessage.read(sample(last, named)).samples();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
