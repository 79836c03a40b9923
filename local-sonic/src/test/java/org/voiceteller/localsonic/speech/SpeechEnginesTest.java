package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeechEnginesTest {

  @Test
  void saysWhatIsMissingWhenNoLibraryIsThere() throws Exception {
    try (var bare = without("marytts", "cmu-slt", "sphinx4", "freetts")) {
      var ears = loaded(bare, "recognizer");
      var mouth = loaded(bare, "synthesizer");

      assertThat(part(ears, "engine")).isEqualTo(Optional.empty());
      assertThat((List<?>) part(ears, "missing")).hasSize(1);
      assertThat(part(mouth, "engine")).isEqualTo(Optional.empty());
      assertThat((List<?>) part(mouth, "missing")).hasSize(2);
    }
  }

  @Test
  void fallsBackToTheRoboticVoice() throws Exception {
    try (var bare = without("marytts", "cmu-slt", "sphinx4")) {
      var mouth = loaded(bare, "synthesizer");

      assertThat((Optional<?>) part(mouth, "engine")).isPresent();
      assertThat((List<?>) part(mouth, "missing")).hasSize(1);
    }
  }

  private static Object loaded(ClassLoader classes, String engine)
      throws ReflectiveOperationException {
    return classes
        .loadClass(SpeechEngines.class.getName())
        .getMethod(engine, int.class)
        .invoke(null, 1_000);
  }

  private static Object part(Object loaded, String name) throws ReflectiveOperationException {
    return loaded.getClass().getMethod(name).invoke(loaded);
  }

  /** The tests' class path less some jars, in a loader of its own. */
  private static URLClassLoader without(String... jars) throws IOException {
    var urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Arrays.stream(jars).noneMatch(new File(entry).getName()::contains))
            .map(SpeechEnginesTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
