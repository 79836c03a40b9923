package org.voiceteller.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.persistence.Await;

class RestartedChildTest {

  private final Path directory;

  RestartedChildTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void leavesAChildAloneThatDiesAgainAndAgain() throws IOException {
    RestartedChild child = start("echo \"it answers\"; echo x >> \"$0\"; exit 3");

    Await.get(child.whenReady());
    Await.get(child.whenStopped());

    assertThat(Files.readAllLines(starts())).hasSize(1 + 5);
  }

  @Test
  void doesNotRepeatAFirstStartThatFails() throws IOException {
    RestartedChild child = start("echo x >> \"$0\"; echo 'no room on the disk'; exit 3");

    assertThatThrownBy(() -> Await.get(child.whenReady()))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("The child ended with status 3")
        .hasMessageContaining("no room on the disk");
    Await.get(child.whenStopped());
    assertThat(Files.readAllLines(starts())).hasSize(1);
  }

  @Test
  void doesNotStartAgainWhatWasStopped() throws IOException {
    RestartedChild child = start("echo x >> \"$0\"; echo \"it answers\"; read line");
    Await.get(child.whenReady());

    child.stop();

    Await.get(child.whenStopped());
    assertThat(Files.readAllLines(starts())).hasSize(1);
  }

  private RestartedChild start(String script) {
    return RestartedChild.start(
        new RestartedChild.Program(
            "The child",
            "it answers",
            List.of("/bin/sh", "-c", script, starts().toString()),
            Map.of(),
            directory,
            Duration.ofSeconds(20)));
  }

  private Path starts() {
    return directory.resolve("starts");
  }
}
