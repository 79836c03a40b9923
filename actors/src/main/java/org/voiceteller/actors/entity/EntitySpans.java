package org.voiceteller.actors.entity;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.japi.function.Function;

/**
 * A span for each command to an entity, from the asking to the answer: the way to its node and back
 * and its writing to the journal are in it. What follows on the answer belongs to the same trace,
 * on whichever thread it runs. Where nothing is traced, nothing is added. Names hold the kind of
 * the entity and of the command; ids and amounts stay out.
 */
final class EntitySpans {

  private EntitySpans() {}

  static <C, R> CompletionStage<R> ask(
      Tracer tracer,
      EntityRef<C> entity,
      String kind,
      Function<ActorRef<R>, C> command,
      Duration patience) {
    Context parent = Context.current();
    if (!Span.fromContext(parent).getSpanContext().isSampled()) {
      return entity.ask(command, patience);
    }
    Span span = tracer.spanBuilder(kind).setSpanKind(SpanKind.CLIENT).startSpan();
    CompletableFuture<R> answered = new CompletableFuture<>();
    entity
        .ask(named(span, kind, command), patience)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
              }
              span.end();
              try (Scope _ = parent.makeCurrent()) {
                if (failure == null) {
                  answered.complete(reply);
                } else {
                  answered.completeExceptionally(failure);
                }
              }
            });
    return answered;
  }

  private static <C, R> Function<ActorRef<R>, C> named(
      Span span, String kind, Function<ActorRef<R>, C> command) {
    return replyTo -> {
      C named = command.apply(replyTo);
      span.updateName(kind + " " + named.getClass().getSimpleName());
      return named;
    };
  }
}
