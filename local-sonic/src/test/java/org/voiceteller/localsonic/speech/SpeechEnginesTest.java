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
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SpeechEnginesTest {

  @Test
  void saysWhatIsMissingWhenNoLibraryIsThere() throws Exception {
    try (var bare = without("marytts", "cmu-slt", "sphinx4", "freetts")) {
      var engines = loaded(bare);

      assertThat(part(engines, "recognizer")).isEqualTo(Optional.empty());
      assertThat(part(engines, "synthesizer")).isEqualTo(Optional.empty());
      assertThat(part(engines, "missing")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(3);
    }
  }

  @Test
  void fallsBackToTheRoboticVoice() throws Exception {
    try (var bare = without("marytts", "cmu-slt", "sphinx4")) {
      var engines = loaded(bare);

      assertThat(part(engines, "recognizer")).isEqualTo(Optional.empty());
      assertThat((Optional<?>) part(engines, "synthesizer")).isPresent();
      assertThat((List<?>) part(engines, "missing")).hasSize(2);
    }
  }

  private static Object loaded(ClassLoader classes) throws ReflectiveOperationException {
    return classes.loadClass(SpeechEngines.class.getName()).getMethod("load").invoke(null);
  }

  private static Object part(Object engines, String name) throws ReflectiveOperationException {
    return engines.getClass().getMethod(name).invoke(engines);
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
