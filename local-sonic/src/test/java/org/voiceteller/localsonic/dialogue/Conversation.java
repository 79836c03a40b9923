package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;
import org.voiceteller.localsonic.dialogue.wish.Abilities;
import org.voiceteller.localsonic.dialogue.wish.Understanding;
import org.voiceteller.localsonic.dialogue.wish.Wish;
import org.voiceteller.localsonic.dialogue.wish.WishFinder;

/** A conversation in a test: what is heard goes in, what is said and used comes back as text. */
final class Conversation {

  static final String PROMPT =
      """
      You are the voice of First National Bank.
      Greet the caller with: "Welcome to First National Bank! How may I help you today?"
      Never ask for a card number.
      """;

  /** A Thursday. */
  static final Instant NOON = Instant.parse("2024-01-18T12:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final WishFinder FINDER = finder();

  private final Banker banker;
  private String lastToolUseId = "";

  private Conversation(Banker banker) {
    this.banker = banker;
  }

  static Conversation withBank(Bankers.Turn... history) {
    return with("bank-tools.json", history);
  }

  static Conversation with(String toolsFile, Bankers.Turn... history) {
    return new Conversation(bankers().banker(PROMPT, tools(toolsFile), List.of(history)));
  }

  static RuleBasedBankers bankers() {
    var ids = new AtomicInteger();
    return RuleBasedBankers.create(
        InstantSource.fixed(NOON), ZoneOffset.UTC, () -> "use-" + ids.incrementAndGet());
  }

  static List<Bankers.Tool> tools(String file) {
    try (var in = Objects.requireNonNull(Conversation.class.getResourceAsStream(file))) {
      var tools = new ArrayList<Bankers.Tool>();
      for (var tool : JSON.readTree(in)) {
        tools.add(
            new Bankers.Tool(
                tool.path("name").asText(),
                tool.path("description").asText(),
                tool.path("inputSchema")));
      }
      return tools;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Bankers.Turn caller(String text) {
    return new Bankers.Turn(Bankers.Role.USER, text);
  }

  static Bankers.Turn agent(String text) {
    return new Bankers.Turn(Bankers.Role.ASSISTANT, text);
  }

  /**
   * What comes of the caller's words, or of a cue: sentences, and tools as {@code name {input}}.
   */
  String says(String words) {
    return shown(banker.hear(new Heard.Words(words)));
  }

  String mumbles() {
    return shown(banker.hear(new Heard.Unintelligible()));
  }

  /** What comes of the answer to the last tool use. */
  String toolAnswers(String resultJson) {
    return shown(banker.hear(new Heard.ToolAnswered(lastToolUseId, "", resultJson)));
  }

  String toolSays(String say) {
    return toolAnswers(
        JSON.createObjectNode().put("outcome", "succeeded").put("say", say).toString());
  }

  /** The last tool is refused for now, and this one wants these fields from the caller. */
  String toolAsks(String say, String tool, String... fill) {
    var answer = JSON.createObjectNode().put("outcome", "refused").put("say", say);
    var then = answer.putObject("then").put("tool", tool);
    if (fill.length > 0) {
      var fields = then.putArray("fill");
      List.of(fill).forEach(fields::add);
    }
    return toolAnswers(answer.toString());
  }

  Expectation expects() {
    return banker.expects();
  }

  /** The first tool that a wish leads to in a bank's conversation; empty if it leads to none. */
  static String toolWished(String query) {
    return wishes(query).stream().findFirst().map(wish -> wish.ability().name()).orElse("");
  }

  /** All that a query wishes of the bank. */
  static List<Wish> wishes(String query) {
    return FINDER.find(query) instanceof Understanding.Wishes(var wishes) ? wishes : List.of();
  }

  private static WishFinder finder() {
    var lexicon = Lexicon.english();
    return WishFinder.create(
        lexicon,
        Abilities.of(tools("bank-tools.json"), lexicon),
        SlotReader.create(lexicon, InstantSource.fixed(NOON), ZoneOffset.UTC));
  }

  private String shown(List<Act> acts) {
    var lines = new ArrayList<String>();
    for (var act : acts) {
      switch (act) {
        case Act.Say(var text) -> lines.add(text);
        case Act.UseTool(var id, var name, var input) -> {
          lastToolUseId = id;
          lines.add(name + " " + input.replace("\"", "'"));
        }
      }
    }
    return String.join("\n", lines);
  }
}
