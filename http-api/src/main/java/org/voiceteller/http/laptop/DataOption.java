package org.voiceteller.http.laptop;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data} of a command that works on what a laptop's bank has kept. */
final class DataOption {

  @Option(
      names = "--data",
      defaultValue = ".teller",
      paramLabel = "DIR",
      description = "Where a laptop's bank keeps everything. Default: ${DEFAULT-VALUE}")
  private Path directory = Path.of(".teller");

  Path directory() {
    return directory;
  }
}
