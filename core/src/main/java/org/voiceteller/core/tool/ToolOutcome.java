package org.voiceteller.core.tool;

import org.jspecify.annotations.Nullable;

/**
 * How a tool call ended. Persisted before anybody hears of it.
 *
 * @param resultJson what the model receives, a JSON object with {@code outcome}, {@code say} and
 *     data
 * @param confirmation the number the caller may write down, if there is one
 */
public record ToolOutcome(Result result, String resultJson, @Nullable String confirmation) {

  /**
   * Succeeded: done. Proposed: read back, and nothing is done before the caller's yes. Refused: a
   * rule said no. Failed: something of the bank's did not work.
   */
  public enum Result {
    SUCCEEDED,
    PROPOSED,
    REFUSED,
    FAILED
  }
}
