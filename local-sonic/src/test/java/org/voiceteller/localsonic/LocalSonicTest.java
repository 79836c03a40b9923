package org.voiceteller.localsonic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSonicTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port=70000           | Expected a port of 0 to 65535, but it is 70000
          --port=many            | 'many' is not an int
          --idle-limit=5         | expected a whole number and ms, s or m, but it is '5'
          --idle-limit=0s        | Expected a idle limit above zero
          --connection-limit=-8m | expected a whole number and ms, s or m, but it is '-8m'
          --max-streams=0        | Expected at least 1 stream, but it is 0
          --loud                 | Unknown option: '--loud'
          """)
  void refusesAWrongOptionWithAClearMessage(String option, String message) {
    var said = new StringWriter();

    int exitCode = LocalSonic.commandLine().setErr(new PrintWriter(said)).execute(option);

    assertThat(exitCode).isEqualTo(2);
    assertThat(said.toString()).startsWith("local-sonic: ").contains(message).hasLineCount(1);
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var said = new StringWriter();

      int exitCode =
          LocalSonic.commandLine()
              .setErr(new PrintWriter(said))
              .execute("--echo", "--port=" + taken.getLocalPort());

      assertThat(exitCode).isEqualTo(1);
      assertThat(said.toString()).contains("Cannot listen at 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void runsAsAProcessUntilItsParentIsGone() throws Exception {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocalSonic.class.getName(),
                "--echo",
                "--exit-with-parent")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).matches("local-sonic ready http://127\\.0\\.0\\.1:\\d+");

      process.getOutputStream().close();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
