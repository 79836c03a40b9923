package org.voiceteller.actors.call;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.tool.ToolRunner;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.call.Found;
import org.voiceteller.core.call.Next;
import org.voiceteller.core.tool.ToolAnswer;

/**
 * Does what a call's rules want done beside the call. Every stage completes with what came of it: a
 * failure is one of the answers. A code that was drawn is held here until it is sent, and nowhere
 * else; a session that starts anew has none.
 */
final class ToolWork {

  private static final Logger LOG = LoggerFactory.getLogger(ToolWork.class);

  private static final String APOLOGY =
      "I'm sorry, something went wrong, so I can't tell whether that was done. Please check before"
          + " you ask for it again.";

  private final String callId;
  private final ToolRunner tools;
  private final Proofs proofs;

  /** By the use that drew it. */
  private final Map<String, Proofs.DrawnCode> drawn = new ConcurrentHashMap<>();

  ToolWork(String callId, ToolRunner tools, Proofs proofs) {
    this.callId = callId;
    this.tools = tools;
    this.proofs = proofs;
  }

  CompletionStage<Found> on(String toolUseId, Next.Task task, Instant now) {
    return switch (task) {
      case Next.Identify(var number) ->
          found(
              tools.claim(callId, number),
              claim -> new Found.NumberClaimed(number, claim),
              new Found.NumberNotClaimed());
      case Next.Run(var work) ->
          found(
              tools.run(job(work, now)),
              answer -> new Found.Done(work, answer),
              new Found.Done(work, ToolAnswer.failed(APOLOGY)));
      case Next.DrawCode(var customerId, var codeId) ->
          found(
              proofs.draw(callId, codeId, customerId, now),
              code -> {
                drawn.put(toolUseId, code);
                return new Found.CodeDrawn(code.issued(), code.destination());
              },
              new Found.CodeNotDrawn());
      case Next.SendCode(var codeId) -> sent(toolUseId, codeId);
      case Next.TryCode(var customerId, var issued, var entered) ->
          found(
              proofs.tryCode(new Proofs.Trial(callId, toolUseId, customerId, entered, now), issued),
              attempt -> new Found.CodeTried(issued.codeId(), attempt),
              new Found.CodeTried(issued.codeId(), new Found.Attempt.Unknown()));
      case Next.FindQuestion(var customerId) ->
          found(
              proofs.question(customerId), Found.QuestionFound::new, new Found.QuestionNotFound());
      case Next.TryAnswer(var customerId, var question, var entered) ->
          found(
              proofs.tryAnswer(
                  new Proofs.Trial(callId, toolUseId, customerId, entered, now), question),
              Found.AnswerTried::new,
              new Found.AnswerTried(new Found.Attempt.Unknown()));
    };
  }

  private ToolRunner.Job job(Next.Work work, Instant now) {
    return new ToolRunner.Job(
        callId, work.jobId(), work.customerId(), work.input(), work.level(), work.confirmed(), now);
  }

  private CompletionStage<Found> sent(String toolUseId, String codeId) {
    Proofs.DrawnCode code = drawn.remove(toolUseId);
    Found notNow = new Found.CodeDelivered(codeId, new Delivery.TryLater());
    return code == null
        ? CompletableFuture.completedFuture(notNow)
        : found(
            proofs.send(callId, code),
            delivery -> new Found.CodeDelivered(codeId, delivery),
            notNow);
  }

  private <T> CompletionStage<Found> found(
      CompletionStage<T> work, Function<T, Found> found, Found otherwise) {
    return work.handle(
        (value, failure) -> {
          if (failure == null) {
            return found.apply(value);
          }
          LOG.warn(
              "{} is what came of it on call {}: {}",
              otherwise.getClass().getSimpleName(),
              callId,
              failure.toString());
          return otherwise;
        });
  }
}
