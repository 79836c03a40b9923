package org.voiceteller.http.laptop;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Numbers of a command line. */
final class Bounds {

  private Bounds() {}

  /**
   * @return the value
   * @throws ParameterException in one sentence when it lies beyond the bounds
   */
  static int expect(CommandSpec spec, String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s takes %d to %d, but it is %d.".formatted(option, least, most, value));
    }
    return value;
  }
}
