package org.voiceteller.streams.call;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolSpec;
import org.voiceteller.streams.nova.EndpointingSensitivity;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaRole;
import org.voiceteller.streams.nova.NovaSettings;

/**
 * The events of one stream to the model, in the service's order and under names that are unique in
 * it: the prelude, then sound with texts and tool results between, then the end. Not thread-safe;
 * one per stream.
 */
final class ModelScript {

  private static final String PROMPT = "call";
  private static final String SOUND = "caller";

  private final NovaSettings.Manner manner;
  private final EndpointingSensitivity sensitivity;
  private final String systemPrompt;
  private final List<ToolSpec> tools;
  private int contents;

  ModelScript(
      NovaSettings.Manner manner, EndpointingSensitivity sensitivity, CallDesk.Opened call) {
    this.manner = manner;
    this.sensitivity = sensitivity;
    this.systemPrompt = call.systemPrompt();
    this.tools = call.tools();
  }

  /** What does not depend on what was said: may be told long before the rest. */
  List<NovaInput> prelude() {
    List<NovaInput> inputs = new ArrayList<>();
    inputs.add(
        new NovaInput.SessionStart(
            manner.maxTokens(), manner.topP(), manner.temperature(), sensitivity));
    inputs.add(new NovaInput.PromptStart(PROMPT, manner.voice(), tools));
    inputs.addAll(text(NovaRole.SYSTEM, false, systemPrompt));
    return inputs;
  }

  /**
   * What was said, then the open ear.
   *
   * @param replay the caller's latest sound, which the stream before has not understood
   */
  List<NovaInput> takeOver(List<History.Line> history, List<ByteString> replay) {
    List<NovaInput> inputs = new ArrayList<>();
    for (History.Line line : history) {
      inputs.addAll(text(role(line.speaker()), false, line.text()));
    }
    inputs.add(new NovaInput.AudioStart(PROMPT, SOUND));
    replay.forEach(pcm -> inputs.add(new NovaInput.AudioReplay(PROMPT, SOUND, pcm)));
    return inputs;
  }

  NovaInput audio(ByteString pcm) {
    return new NovaInput.AudioInput(PROMPT, SOUND, pcm);
  }

  /** A cue, or what the caller typed: the model answers it. */
  List<NovaInput> told(String text) {
    return text(NovaRole.USER, true, text);
  }

  List<NovaInput> toolResult(String toolUseId, String resultJson) {
    String name = name("result");
    return List.of(
        new NovaInput.ToolResultStart(PROMPT, name, toolUseId),
        new NovaInput.ToolResult(PROMPT, name, resultJson),
        new NovaInput.ContentEnd(PROMPT, name));
  }

  List<NovaInput> end() {
    return List.of(
        new NovaInput.ContentEnd(PROMPT, SOUND),
        new NovaInput.PromptEnd(PROMPT),
        new NovaInput.SessionEnd());
  }

  private List<NovaInput> text(NovaRole role, boolean interactive, String text) {
    String name = name("text");
    return List.of(
        new NovaInput.TextStart(PROMPT, name, role, interactive),
        new NovaInput.TextInput(PROMPT, name, text),
        new NovaInput.ContentEnd(PROMPT, name));
  }

  private String name(String kind) {
    contents++;
    return kind + "-" + contents;
  }

  private static NovaRole role(Turn.Speaker speaker) {
    return switch (speaker) {
      case CALLER -> NovaRole.USER;
      case AGENT, STAFF -> NovaRole.ASSISTANT;
    };
  }
}
