package org.voiceteller.streams.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;

/**
 * What was said on a call, as a new stream to the model may be told of it: neighbouring turns of
 * one speaker merged, the caller first, at most 1 KB a turn and 40 KB in all (AWS limits). The end
 * of a long turn and the latest turns are what is kept. Not thread-safe.
 */
final class History {

  static final int MAX_TURN_BYTES = 1_024;
  static final int MAX_BYTES = 40 * 1_024;
  private static final String CUT = "…";

  private final Deque<Turn> turns = new ArrayDeque<>();
  private int bytes;

  History(List<Turn> before) {
    before.forEach(this::add);
  }

  /** One side's words. */
  record Line(Speaker speaker, String text) {}

  /** To the model a person of the bank who had the call is the bank, as it is itself. */
  void add(Turn said) {
    Turn turn =
        said.speaker() == Speaker.STAFF
            ? new Turn(said.turnId(), Speaker.AGENT, said.text())
            : said;
    turns.addLast(turn);
    bytes += size(turn.text());
    while (bytes > 2 * MAX_BYTES) {
      bytes -= size(turns.removeFirst().text());
    }
  }

  /** Oldest first; empty, or beginning with the caller. */
  List<Line> lines() {
    return lines(Set.of(), List.of());
  }

  /**
   * @param without turns that the next stream hears or is told in another way
   * @param last what is being said and not yet added
   */
  List<Line> lines(Set<String> without, List<Turn> last) {
    List<Line> merged = new ArrayList<>();
    for (Turn turn : Stream.concat(turns.stream(), last.stream()).toList()) {
      if (turn.text().isBlank() || without.contains(turn.turnId())) {
        continue;
      }
      if (!merged.isEmpty() && merged.getLast().speaker() == turn.speaker()) {
        String together = merged.removeLast().text() + " " + turn.text();
        merged.add(new Line(turn.speaker(), together));
      } else {
        merged.add(new Line(turn.speaker(), turn.text()));
      }
    }
    Deque<Line> kept = new ArrayDeque<>();
    int room = MAX_BYTES;
    for (Line line : merged.reversed()) {
      Line cut = new Line(line.speaker(), lastPart(line.text()));
      room -= size(cut.text());
      if (room < 0) {
        break;
      }
      kept.addFirst(cut);
    }
    while (!kept.isEmpty() && kept.getFirst().speaker() == Speaker.AGENT) {
      kept.removeFirst();
    }
    return List.copyOf(kept);
  }

  /** The end of a text, from a word's beginning, in at most 1 KB of UTF-8. */
  private static String lastPart(String text) {
    if (size(text) <= MAX_TURN_BYTES) {
      return text;
    }
    int room = MAX_TURN_BYTES - size(CUT);
    int from = text.length();
    while (from > 0) {
      int codePoint = text.codePointBefore(from);
      room -= size(Character.toString(codePoint));
      if (room < 0) {
        break;
      }
      from -= Character.charCount(codePoint);
    }
    int word = text.indexOf(' ', from);
    return CUT + text.substring(word < 0 ? from : word + 1);
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
