package org.voiceteller.http.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code ./teller} script, as far as it goes without building anything. */
class TellerScriptTest {

  private static final Path SCRIPT = Path.of("../teller").toAbsolutePath().normalize();

  @TempDir private Path elsewhere = Path.of(".");

  private record Outcome(int exitCode, String out, String err) {}

  @Test
  void isValidBash() throws Exception {
    assertThat(run(Map.of(), "/bin/bash", "-n", SCRIPT.toString()).exitCode()).isZero();
  }

  @Test
  void helpsOnOneScreen() throws Exception {
    var help = run(Map.of(), SCRIPT.toString(), "help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out().lines().count()).isLessThan(24);
    assertThat(help.out()).contains("./teller call FILE.wav", "--fresh", "./teller test");
  }

  @Test
  void showsTheHelpForACommandThatDoesNotExist() throws Exception {
    var unknown = run(Map.of(), SCRIPT.toString(), "dance");

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("There is no command \"dance\".", "./teller help");
  }

  @Test
  void asksForAJdk25InOneSentenceWhenThereIsNone() throws Exception {
    var without = Map.of("TELLER_JDKS", elsewhere.toString(), "PATH", "/nonexistent");

    var up = run(without, SCRIPT.toString());

    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err()).hasLineCount(1).contains("JDK 25", "JAVA_HOME");
  }

  @Test
  void doesNotTakeAnOlderJdk() throws Exception {
    Path old = jdk("17.0.15");

    var up =
        run(
            Map.of(
                "TELLER_JDKS", elsewhere.toString(), "JAVA_HOME", old.toString(), "PATH", "/none"),
            SCRIPT.toString());

    assertThat(up.err()).contains("needs a JDK 25");
  }

  @Test
  void asksForMavenInOneSentenceWhenThereIsNone() throws Exception {
    jdk("25.0.1");

    var test =
        run(
            Map.of("TELLER_JDKS", elsewhere.toString(), "PATH", "/none"),
            SCRIPT.toString(),
            "test");

    assertThat(test.exitCode()).isEqualTo(1);
    assertThat(test.err()).hasLineCount(1).contains("Maven");
  }

  @Test
  void findsTheJdkThatMavensToolchainsName() throws Exception {
    Path jdk = jdk("25");
    Path home = elsewhere.resolve("home");
    Files.createDirectories(home.resolve(".m2"));
    Files.writeString(
        home.resolve(".m2/toolchains.xml"),
        "<toolchains><toolchain>\n<configuration>\n<jdkHome>" + jdk + "</jdkHome>\n");

    var test =
        run(
            Map.of("TELLER_JDKS", "", "PATH", "/none", "HOME", home.toString()),
            SCRIPT.toString(),
            "test");

    assertThat(test.err()).contains("mvn was not found");
  }

  /** What looks like a JDK to the script. */
  private Path jdk(String version) throws Exception {
    Path home = elsewhere.resolve("jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    for (String program : new String[] {"java", "javac"}) {
      Path file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/false\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Outcome run(Map<String, String> environment, String... command) throws Exception {
    Path out = elsewhere.resolve("out.txt");
    Path err = elsewhere.resolve("err.txt");
    var builder =
        new ProcessBuilder(command)
            .directory(elsewhere.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
