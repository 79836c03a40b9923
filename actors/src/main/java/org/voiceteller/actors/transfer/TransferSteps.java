package org.voiceteller.actors.transfer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.transfer.TransferProcess.Command;
import org.voiceteller.actors.transfer.TransferProcess.Setup;
import org.voiceteller.core.account.AccountEvent.VoidCause;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.VoidReason;

/**
 * The steps that one transfer takes, each at the accounts or at the bank's numbering. Nothing is
 * known of a step that nobody answered: it is taken again, with a pause that grows, until somebody
 * does.
 */
final class TransferSteps {

  enum Step {
    PEND,
    NUMBER,
    CREDIT,
    POST,
    END_AT_TARGET,
    END_AT_SOURCE
  }

  /** What became of a step. */
  sealed interface Progress {

    record Done(Step step, AccountEntity.Reply reply) implements Progress {}

    record Numbered(String confirmation) implements Progress {}

    record Unanswered(Step step, String why) implements Progress {}

    /** It is time to take it again. */
    record Due(Step step) implements Progress {}
  }

  private static final int MOST_DOUBLINGS = 16;

  private final Setup setup;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Function<Progress, Command> told;
  private final Map<Step, Integer> attempts = new EnumMap<>(Step.class);

  /**
   * @param told makes the message by which the process hears of the progress
   */
  TransferSteps(
      Setup setup,
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Function<Progress, Command> told) {
    this.setup = setup;
    this.context = context;
    this.timers = timers;
    this.told = told;
  }

  /**
   * @param voidReason why the transfer is ended, for the steps that end it
   */
  void take(Step step, TransferRequest request, VoidReason voidReason) {
    TransferLedger ledger = setup.ledger();
    switch (step) {
      case PEND -> follow(step, ledger.pend(request));
      case CREDIT -> follow(step, ledger.credit(request));
      case POST -> follow(step, ledger.post(request));
      case END_AT_TARGET -> follow(step, ledger.endAtTarget(request));
      case END_AT_SOURCE -> follow(step, ledger.endAtSource(request, cause(voidReason)));
      case NUMBER ->
          context.pipeToSelf(
              ledger.number(request),
              (number, failure) ->
                  told.apply(
                      failure == null ? new Progress.Numbered(number) : unanswered(step, failure)));
    }
  }

  private void follow(Step step, CompletionStage<AccountEntity.Reply> answer) {
    context.pipeToSelf(
        answer,
        (reply, failure) ->
            told.apply(
                failure == null ? new Progress.Done(step, reply) : unanswered(step, failure)));
  }

  private static Progress unanswered(Step step, Throwable failure) {
    return new Progress.Unanswered(step, failure.toString());
  }

  private static VoidCause cause(VoidReason reason) {
    return reason == VoidReason.EXPIRED ? VoidCause.EXPIRED : VoidCause.REFUSED_BY_OTHER_SIDE;
  }

  /** The next pause begins at its shortest again. */
  void answered(Step step) {
    attempts.remove(step);
  }

  /** Tells when it is time to take it again. */
  void takeLater(Step step) {
    int attempt = attempts.merge(step, 1, Integer::sum);
    Duration doubled =
        setup.minimumBackoff().multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    Duration pause =
        doubled.compareTo(setup.maximumBackoff()) > 0 ? setup.maximumBackoff() : doubled;
    timers.startSingleTimer(step, told.apply(new Progress.Due(step)), pause);
  }
}
