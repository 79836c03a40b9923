package org.voiceteller.core.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The model's wish to use a tool.
 *
 * @param toolUseId the model's id; a repeat of it is answered with the first outcome
 * @param inputJson as the model wrote it: not yet trusted
 */
public record ToolUse(String toolUseId, String tool, String inputJson) {

  /** SHA-256 of the input as the model wrote it, in hexadecimal. */
  public String inputHash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(inputJson.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java runtime to have SHA-256", e);
    }
  }
}
