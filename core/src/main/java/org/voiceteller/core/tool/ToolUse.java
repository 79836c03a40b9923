package org.voiceteller.core.tool;

/**
 * The model's wish to use a tool.
 *
 * @param toolUseId the model's id; a repeat of it is answered with the first outcome
 * @param inputJson as the model wrote it: not yet trusted, and perhaps a secret
 */
public record ToolUse(String toolUseId, String tool, String inputJson) {

  @Override
  public String toString() {
    return "ToolUse[" + toolUseId + ", " + tool + ", input withheld]";
  }
}
