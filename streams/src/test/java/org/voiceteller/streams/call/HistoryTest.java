package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;

class HistoryTest {

  private static Turn turn(Speaker speaker, String text) {
    return new Turn("t", speaker, text);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void beginsWithTheCallerAndMergesNeighbours() {
    History history = new History(List.of(turn(Speaker.AGENT, "Welcome.")));
    history.add(turn(Speaker.CALLER, "My"));
    history.add(turn(Speaker.CALLER, "balance."));
    history.add(turn(Speaker.AGENT, "Ten dollars."));

    assertThat(history.lines())
        .containsExactly(
            new History.Line(Speaker.CALLER, "My balance."),
            new History.Line(Speaker.AGENT, "Ten dollars."));
  }

  @Test
  void keepsTheEndOfALongTurnInOneKilobyteOfWholeWords() {
    History history = new History(List.of(turn(Speaker.CALLER, "dépôt 💶 ".repeat(200) + "end")));

    String text = history.lines().getFirst().text();

    assertThat(bytes(text)).isBetween(900, 1_024);
    assertThat(text).startsWith("…").endsWith(" 💶 end").doesNotContain("�");
  }

  @Test
  void keepsTheLatestFortyKilobytes() {
    History history = new History(List.of());
    for (int i = 0; i < 500; i++) {
      history.add(turn(Speaker.CALLER, "question " + i + " " + "x".repeat(400)));
      history.add(turn(Speaker.AGENT, "answer " + i + " " + "y".repeat(400)));
    }

    List<History.Line> lines = history.lines();

    assertThat(lines.stream().mapToInt(line -> bytes(line.text())).sum())
        .isBetween(39_000, 40 * 1_024);
    assertThat(lines.getFirst().speaker()).isEqualTo(Speaker.CALLER);
    assertThat(lines.getLast().text()).startsWith("answer 499");
  }

  @Test
  void isEmptyWhenOnlyTheAgentHasSpoken() {
    assertThat(new History(List.of(turn(Speaker.AGENT, "Welcome."))).lines()).isEmpty();
  }
}
