package org.voiceteller.streams.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.nova.EndpointingSensitivity;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaEnd;
import org.voiceteller.streams.nova.NovaException;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/** A model played by the test, for {@link HandTurnedCall}: what it is told is there at once. */
final class HandNova implements Nova {

  final List<Stream> streams = new ArrayList<>();

  /** The stream with this number, from 1. */
  Stream stream(int number) {
    if (streams.size() < number) {
      throw new AssertionError("Expected stream " + number + ", but there are " + streams.size());
    }
    return streams.get(number - 1);
  }

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse() {
    List<NovaInput> heard = new ArrayList<>();
    return Flow.fromSinkAndSourceCoupledMat(
            Sink.<NovaInput>foreach(heard::add),
            Source.<NovaOutput>queue(256),
            (_, says) -> new Stream(heard, says))
        .mapMaterializedValue(
            stream -> {
              streams.add(stream);
              return CompletableFuture.completedStage(new NovaEnd.Completed());
            });
  }

  /** One stream, seen from the model. */
  record Stream(List<NovaInput> heard, BoundedSourceQueue<NovaOutput> says) {

    List<String> texts() {
      return heard.stream()
          .filter(NovaInput.TextInput.class::isInstance)
          .map(input -> ((NovaInput.TextInput) input).content())
          .toList();
    }

    /** What was told as history or as words, without the system's text. */
    List<String> told() {
      return texts().stream().skip(1).toList();
    }

    /** What was told as said before, with who is held to have said it. */
    List<String> history() {
      Map<String, NovaRole> roles = new HashMap<>();
      List<String> lines = new ArrayList<>();
      for (NovaInput input : heard) {
        if (input instanceof NovaInput.TextStart(_, var name, var role, var interactive)
            && role != NovaRole.SYSTEM
            && !interactive) {
          roles.put(name, role);
        } else if (input instanceof NovaInput.TextInput(_, var name, var text)
            && roles.containsKey(name)) {
          lines.add(roles.get(name) + ": " + text);
        }
      }
      return lines;
    }

    /** With which it was opened. */
    EndpointingSensitivity sensitivity() {
      return ((NovaInput.SessionStart) heard.getFirst()).sensitivity();
    }

    List<ByteString> replayed() {
      return heard.stream()
          .filter(NovaInput.AudioReplay.class::isInstance)
          .map(input -> ((NovaInput.AudioReplay) input).pcm())
          .toList();
    }

    /** All sound, whether it was given before to another stream or not. */
    List<ByteString> sound() {
      return heard.stream()
          .flatMap(
              input ->
                  switch (input) {
                    case NovaInput.AudioReplay(_, _, var pcm) -> java.util.stream.Stream.of(pcm);
                    case NovaInput.AudioInput(_, _, var pcm) -> java.util.stream.Stream.of(pcm);
                    case NovaInput _ -> java.util.stream.Stream.empty();
                  })
          .toList();
    }

    boolean hasTheConversation() {
      return heard.stream().anyMatch(NovaInput.AudioStart.class::isInstance);
    }

    Stream say(NovaOutput... outputs) {
      for (NovaOutput output : outputs) {
        says.offer(output);
      }
      return this;
    }

    Stream caller(String id, String text) {
      return text(NovaRole.USER, Stage.FINAL, id, text, StopReason.PARTIAL_TURN);
    }

    /** All of a turn at once, its sound included. */
    Stream agent(String id, String text, int soundMs) {
      return begin(id, text, soundMs).end(id, text);
    }

    /** What it is about to say. */
    Stream plans(String id, String text) {
      return text(
          NovaRole.ASSISTANT, Stage.SPECULATIVE, id + "-plan", text, StopReason.PARTIAL_TURN);
    }

    Stream begin(String id, String text, int soundMs) {
      plans(id, text);
      return say(
          new NovaOutput.ContentStarted(id, ContentType.AUDIO, NovaRole.ASSISTANT, null),
          new NovaOutput.AudioSaid(id, ByteString.fromArray(new byte[soundMs * 48])));
    }

    Stream end(String id, String text) {
      say(new NovaOutput.ContentEnded(id, ContentType.AUDIO, StopReason.END_TURN));
      return text(NovaRole.ASSISTANT, Stage.FINAL, id + "-final", text, StopReason.END_TURN);
    }

    /** A turn without any sound. */
    Stream writes(String id, String text) {
      return plans(id, text)
          .text(NovaRole.ASSISTANT, Stage.FINAL, id + "-final", text, StopReason.END_TURN);
    }

    private Stream text(NovaRole role, Stage stage, String id, String text, StopReason reason) {
      return say(
          new NovaOutput.ContentStarted(id, ContentType.TEXT, role, stage),
          new NovaOutput.TextSaid(id, role, text),
          new NovaOutput.ContentEnded(id, ContentType.TEXT, reason));
    }

    void fail(NovaFailure.Category category) {
      says.fail(new NovaException(new NovaFailure(category, "TestFailure", "as asked"), null));
    }
  }
}
