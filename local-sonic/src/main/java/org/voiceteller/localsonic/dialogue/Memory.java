package org.voiceteller.localsonic.dialogue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.voiceteller.localsonic.dialogue.telling.Telling.Told;
import org.voiceteller.localsonic.dialogue.wish.Wish;

/** What a banker keeps in mind during one conversation. */
final class Memory {

  /** Wishes not begun yet. */
  final Deque<Wish> waiting = new ArrayDeque<>();

  /** What the caller was asked for. */
  Optional<Task> open = Optional.empty();

  /** The tool whose answer is awaited. */
  Optional<Running> running = Optional.empty();

  /** The last thing wished and done: "and my savings?" refers to it. */
  Optional<Task> done = Optional.empty();

  /** A list of which only a part was read out. */
  Optional<Told> unread = Optional.empty();

  /** The last words spoken to the caller. */
  String lastSaid = "";

  /** How often in a row nothing could be made of what the caller said. */
  int missed;

  record Running(String toolUseId, Task task) {}

  void remember(List<Act> acts) {
    var said =
        acts.stream()
            .<String>mapMulti(
                (act, each) -> {
                  if (act instanceof Act.Say(var text)) {
                    each.accept(text);
                  }
                })
            .toList();
    if (!said.isEmpty()) {
      lastSaid = String.join(" ", said);
    }
  }

  /** Gives up what was being asked for and what was to come. */
  void dropPlans() {
    open = Optional.empty();
    unread = Optional.empty();
    waiting.clear();
  }

  /** The question that waits for its answer, if one does. */
  Optional<String> openQuestion() {
    return open.isPresent() || unread.isPresent() || lastSaid.endsWith("?")
        ? Sentences.lastQuestion(lastSaid)
        : Optional.empty();
  }
}
