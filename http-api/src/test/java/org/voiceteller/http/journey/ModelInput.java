package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.voiceteller.streams.sound.Pcm;

/** All that the model's stand-in was given, stream by stream, as it has written it down. */
record ModelInput(Path directory) {

  static final int RATE_HZ = 16_000;

  private static final String DIRECTORY = "model-input";

  /** The environment of a bank whose stand-in writes it down among what the bank keeps. */
  static Map<String, String> writtenTo(Path data) {
    return Map.of("LOCAL_SONIC_WRITE_INPUT", of(data).directory.toString());
  }

  static ModelInput of(Path data) {
    return new ModelInput(data.resolve(DIRECTORY));
  }

  static boolean isOne(Path file) {
    Path directory = file.getParent();
    return directory != null && directory.endsWith(DIRECTORY);
  }

  /** All that the model was given to read. */
  List<String> texts() throws IOException {
    var texts = new ArrayList<String>();
    for (Path file : files(".txt")) {
      texts.add(Files.readString(file));
    }
    assertThat(texts).as("what the model read").isNotEmpty();
    return texts;
  }

  /** No keypad's tone is in the sound: such tones were silenced, or not there at all. */
  void holdsNoTones() throws IOException {
    assertThat(KeyTones.in(KeyTones.of('7', RATE_HZ, 80), RATE_HZ))
        .as("a tone is found")
        .isEqualTo("7");
    List<Path> sounds = files(".pcm");
    assertThat(sounds).as("sound that the model heard").isNotEmpty();
    for (Path sound : sounds) {
      assertThat(KeyTones.in(Pcm.samples(Files.readAllBytes(sound)), RATE_HZ))
          .as(sound.toString())
          .isEmpty();
    }
  }

  private List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(kind)).toList();
    }
  }
}
