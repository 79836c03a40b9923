package org.voiceteller.actors.tool;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.card.LossCause;
import org.voiceteller.core.tool.CardAnswers;
import org.voiceteller.core.tool.CardChoice;
import org.voiceteller.core.tool.CardInput;
import org.voiceteller.core.tool.ToolAnswer;

/** What is done with a customer's cards. */
record CardTools(CardDirectory cards, CardAnswers answers) {

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, CardInput wish) {
    return cards.of(job.customerId()).thenCompose(all -> run(job, wish, all));
  }

  private CompletionStage<ToolAnswer> run(ToolRunner.Job job, CardInput wish, List<Card> all) {
    return switch (wish) {
      case CardInput.ReportLostCard lost ->
          chosen(
              lost,
              all,
              card ->
                  cards
                      .deactivate(card, cause(lost), job.callId() + "/" + job.toolUseId())
                      .thenApply(answers::deactivated));
      case CardInput.FreezeCard freeze ->
          chosen(
              freeze,
              all,
              card -> asked(card, CardEntity.Command.Freeze::new, answers.frozen(card)));
      case CardInput.UnfreezeCard unfreeze ->
          chosen(
              unfreeze,
              all,
              card -> asked(card, CardEntity.Command.Unfreeze::new, answers.unfrozen(card)));
      case CardInput.CheckReplacementStatus check ->
          CompletableFuture.completedFuture(answers.replacements(check, all));
    };
  }

  private CompletionStage<ToolAnswer> chosen(
      CardInput wish, List<Card> all, Function<Card.Details, CompletionStage<ToolAnswer>> work) {
    return switch (answers.choice(wish, all)) {
      case CardChoice.Missed(var answer) -> CompletableFuture.completedFuture(answer);
      case CardChoice.Chosen(var card) -> work.apply(card);
    };
  }

  private CompletionStage<ToolAnswer> asked(
      Card.Details card,
      org.apache.pekko.japi.function.Function<ActorRef<CardEntity.Reply>, CardEntity.Command> ask,
      ToolAnswer done) {
    return cards
        .entities()
        .card(card.cardId(), ask)
        .thenApply(
            reply ->
                switch (reply) {
                  case CardEntity.Reply.Done _ -> done;
                  case CardEntity.Reply.Refused(var reason) -> answers.refused(card, reason);
                });
  }

  /** Who does not say how it got lost has lost it. */
  private static DeactivationCause cause(CardInput.ReportLostCard wish) {
    return DeactivationCause.of(Objects.requireNonNullElse(wish.cause(), LossCause.LOST));
  }
}
