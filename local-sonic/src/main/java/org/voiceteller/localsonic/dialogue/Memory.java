package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceteller.localsonic.dialogue.slot.Offered;
import org.voiceteller.localsonic.dialogue.telling.Telling.Told;
import org.voiceteller.localsonic.dialogue.wish.Ability;
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

  /** A wish that its tool keeps until the caller has answered for another tool: a code, a name. */
  Optional<Task> kept = Optional.empty();

  /** What the open read-back said, also of fields that the tool chose by itself. */
  Map<String, JsonNode> readBack = Map.of();

  /** A question that the caller left open for another wish, to come back to. */
  Optional<Interrupted> interrupted = Optional.empty();

  /** A list of which only a part was read out. */
  Optional<Told> unread = Optional.empty();

  /** The last words spoken to the caller. */
  String lastSaid = "";

  /** The things that were last offered by their last digits, several of them. */
  Offered offered = Offered.in("");

  /** The question of {@link #open}, and of which task it is. */
  private String question = "";

  private Optional<Task> questioned = Optional.empty();

  /** How often in a row nothing could be made of what the caller said. */
  int missed;

  /** By tool: what it was last asked. */
  private final Map<String, Map<String, JsonNode>> inputs = new HashMap<>();

  record Running(String toolUseId, Task task) {}

  record Interrupted(Task task, String question) {}

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
      offered = offered.thenNamed(lastSaid);
      if (open.isPresent() && !open.equals(questioned) && open.get().failures() == 0) {
        question = Sentences.lastQuestion(lastSaid).orElse("");
      }
    }
    questioned = open;
  }

  /** Keeps what a tool is asked, but for secrets and the answer to a read-back. */
  void used(Task task) {
    var kept = new HashMap<>(task.unconfirmed().values());
    task.ability().form().slots().stream()
        .filter(slot -> slot.kind().isSecret())
        .forEach(slot -> kept.remove(slot.name()));
    inputs.put(task.ability().name(), Map.copyOf(kept));
  }

  Map<String, JsonNode> lastInput(Ability ability) {
    return inputs.getOrDefault(ability.name(), Map.of());
  }

  /** Gives up what was being asked for and what was to come. */
  void dropPlans() {
    open = Optional.empty();
    kept = Optional.empty();
    interrupted = Optional.empty();
    unread = Optional.empty();
    waiting.clear();
  }

  /** Another wish comes first; its question is asked again afterwards. */
  void interrupt(String question) {
    open.ifPresent(task -> interrupted = Optional.of(new Interrupted(task, question)));
    open = Optional.empty();
    unread = Optional.empty();
  }

  /** What waits for the caller's answer, now or after an interruption. */
  Optional<Task> pending() {
    return open.or(() -> interrupted.map(Interrupted::task));
  }

  /** The question that waits for its answer, if one does. */
  Optional<String> openQuestion() {
    if (open.isPresent() && !question.isEmpty()) {
      return Optional.of(question);
    }
    return open.isPresent() || unread.isPresent() || lastSaid.endsWith("?")
        ? Sentences.lastQuestion(lastSaid)
        : Optional.empty();
  }
}
