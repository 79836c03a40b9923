package org.voiceteller.actors.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.sharding.typed.testkit.javadsl.TestEntityRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EntitySpansTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final EntityTypeKey<Question> KEY = EntityTypeKey.create(Question.class, "oracle");
  private static final SpanContext USE =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  private final Tracer tracer = TracerProvider.noop().get("test");
  private final TestProbe<Question> oracle = KIT.createTestProbe(Question.class);

  /** What the entity is asked. */
  private record Question(ActorRef<String> replyTo) {}

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void whatFollowsOnTheAnswerBelongsToTheTraceOfWhoAsked() {
    CompletionStage<SpanContext> afterwards;
    try (Scope _ = Span.wrap(USE).makeCurrent()) {
      afterwards = ask().thenApply(_ -> Span.current().getSpanContext());
    }
    assertThat(Span.current().getSpanContext().isValid()).isFalse();

    oracle.receiveMessage().replyTo().tell("42");

    assertThat(afterwards.toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo(USE);
  }

  @Test
  void whatFollowsOnAFailureDoesToo() {
    CompletionStage<SpanContext> afterwards;
    try (Scope _ = Span.wrap(USE).makeCurrent()) {
      afterwards =
          EntitySpans.ask(
                  tracer,
                  TestEntityRef.of(KEY, "delphi", oracle.ref()),
                  "oracle",
                  Question::new,
                  Duration.ofMillis(20))
              .handle((_, _) -> Span.current().getSpanContext());
    }

    assertThat(afterwards.toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo(USE);
  }

  private CompletionStage<String> ask() {
    return EntitySpans.ask(
        tracer,
        TestEntityRef.of(KEY, "delphi", oracle.ref()),
        "oracle",
        Question::new,
        Duration.ofSeconds(10));
  }
}
