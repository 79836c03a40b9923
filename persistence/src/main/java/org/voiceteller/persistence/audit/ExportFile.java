package org.voiceteller.persistence.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.security.PublicKey;
import java.util.List;
import org.voiceteller.core.audit.ExportCheck;
import org.voiceteller.core.audit.Verdict;

/**
 * Reads an export from a file, a line at a time. A line that is longer than any entry, or that is
 * not UTF-8, is one that cannot be read; it is skipped without being held.
 */
public final class ExportFile {

  /** No entry comes near it. */
  static final int LONGEST_LINE_BYTES = 64 * 1024;

  private ExportFile() {}

  /**
   * @param keys the bank's public keys; when there are none, the file's own is used
   * @throws IOException when the file cannot be read to its end
   */
  public static Verdict check(InputStream file, List<PublicKey> keys) throws IOException {
    ExportCheck check = ExportCheck.create(keys);
    InputStream in = new BufferedInputStream(file, LONGEST_LINE_BYTES);
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    boolean tooLong = false;
    boolean begun = false;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        accept(check, line, tooLong);
        line.reset();
        tooLong = false;
        begun = false;
      } else {
        begun = true;
        tooLong = tooLong || line.size() >= LONGEST_LINE_BYTES;
        if (!tooLong) {
          line.write(next);
        }
      }
    }
    if (begun) {
      accept(check, line, tooLong);
    }
    return check.finish();
  }

  private static void accept(ExportCheck check, ByteArrayOutputStream line, boolean tooLong) {
    if (tooLong) {
      check.acceptUnreadable();
      return;
    }
    try {
      check.accept(
          UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString());
    } catch (CharacterCodingException notText) {
      check.acceptUnreadable();
    }
  }
}
