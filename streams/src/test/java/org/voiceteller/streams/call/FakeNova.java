package org.voiceteller.streams.call;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
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

/** A model played by the test: each stream is a pair of probes. */
public final class FakeNova implements Nova {

  private final ActorSystem<?> system;
  private final BlockingQueue<Stream> opened = new LinkedBlockingQueue<>();

  public FakeNova(ActorSystem<?> system) {
    this.system = system;
  }

  @Override
  public Flow<NovaInput, NovaOutput, CompletionStage<NovaEnd>> converse() {
    return Flow.fromSinkAndSourceCoupledMat(
            TestSink.<NovaInput>create(system), TestSource.<NovaOutput>create(system), Stream::new)
        .mapMaterializedValue(
            stream -> {
              opened.add(stream);
              return CompletableFuture.completedStage(new NovaEnd.Completed());
            });
  }

  /** The next stream that the call opens. */
  public Stream next() {
    try {
      Stream stream = opened.poll(10, TimeUnit.SECONDS);
      if (stream == null) {
        throw new AssertionError("Expected a stream to the model, but none was opened.");
      }
      stream.heard.ensureSubscription();
      return stream;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  public boolean hasOpenedNoMore() {
    return opened.isEmpty();
  }

  /** One stream, seen from the model. */
  public record Stream(
      TestSubscriber.Probe<NovaInput> heard, TestPublisher.Probe<NovaOutput> says) {

    public NovaInput hear() {
      return heard.requestNext(scala.concurrent.duration.Duration.create(10, "s"));
    }

    /** The next text's content, whatever comes before it. */
    public String hearText() {
      NovaInput input = hear();
      while (!(input instanceof NovaInput.TextInput text)) {
        input = hear();
      }
      return ((NovaInput.TextInput) input).content();
    }

    /** All up to the first of a kind. */
    public NovaInput hearUntil(Class<? extends NovaInput> kind) {
      NovaInput input = hear();
      while (!kind.isInstance(input)) {
        input = hear();
      }
      return input;
    }

    public Stream say(NovaOutput... outputs) {
      for (NovaOutput output : outputs) {
        says.sendNext(output);
      }
      return this;
    }

    /** A planned sentence with its sound. */
    public Stream plan(String id, String text, int soundMs) {
      return say(
          new NovaOutput.ContentStarted(
              id + "-plan", ContentType.TEXT, NovaRole.ASSISTANT, Stage.SPECULATIVE),
          new NovaOutput.TextSaid(id + "-plan", NovaRole.ASSISTANT, text),
          new NovaOutput.ContentEnded(id + "-plan", ContentType.TEXT, StopReason.PARTIAL_TURN),
          new NovaOutput.ContentStarted(id + "-sound", ContentType.AUDIO, NovaRole.ASSISTANT, null),
          new NovaOutput.AudioSaid(id + "-sound", ByteString.fromArray(new byte[soundMs * 48])));
    }

    public Stream endSound(String id, StopReason reason) {
      return say(new NovaOutput.ContentEnded(id + "-sound", ContentType.AUDIO, reason));
    }

    public Stream finalText(NovaRole role, String id, String text, StopReason reason) {
      return say(
          new NovaOutput.ContentStarted(id + "-final", ContentType.TEXT, role, Stage.FINAL),
          new NovaOutput.TextSaid(id + "-final", role, text),
          new NovaOutput.ContentEnded(id + "-final", ContentType.TEXT, reason));
    }

    public void fail(NovaFailure.Category category) {
      says.sendError(new NovaException(new NovaFailure(category, "TestFailure", "as asked"), null));
    }
  }
}
