package org.voiceteller.actors.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.dispute.CaseOpening;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CaseList;
import org.voiceteller.core.dispute.Casebook;
import org.voiceteller.core.dispute.DisputeCase;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.tool.CardChoice;
import org.voiceteller.core.tool.CaseAnswers;
import org.voiceteller.core.tool.CaseInput;
import org.voiceteller.core.tool.ChargeChoice;
import org.voiceteller.core.tool.ToolAnswer;

/** Cases opened for wrong and fraudulent charges, and how they stand. */
record CaseTools(
    ChargeFinder charges,
    CardDirectory cards,
    CaseOpening opening,
    CaseList list,
    CaseAnswers answers) {

  private static final Logger LOG = LoggerFactory.getLogger(CaseTools.class);

  /** Cases that are told at once. */
  private static final int TOLD = 5;

  CompletionStage<ToolAnswer> run(ToolRunner.Job job, CaseInput wish) {
    return switch (wish) {
      case CaseInput.DisputeCharge dispute -> dispute(job, dispute);
      case CaseInput.ReportFraud fraud -> fraud(job, fraud);
      case CaseInput.CheckDisputeStatus status -> status(job, status);
      case CaseInput.ExplainProvisionalCredit _ ->
          throw new IllegalStateException("Expected provisional credit to be explained elsewhere");
    };
  }

  private CompletionStage<ToolAnswer> dispute(ToolRunner.Job job, CaseInput.DisputeCharge wish) {
    ChargeChoice.Wanted wanted = ChargeChoice.Wanted.of(wish);
    if (!wanted.isNamed()) {
      return CompletableFuture.completedFuture(answers.whichCharge());
    }
    DisputeReason reason = Objects.requireNonNullElse(wish.reason(), DisputeReason.OTHER);
    return charges
        .find(job, wanted)
        .thenCompose(
            choice ->
                switch (choice) {
                  case ChargeChoice.Missed(var answer) -> CompletableFuture.completedFuture(answer);
                  case ChargeChoice.Found(var charge)
                      when charge.status() == Transaction.Status.PENDING ->
                      CompletableFuture.completedFuture(answers.stillPending());
                  case ChargeChoice.Found(var charge) ->
                      opened(job, CaseKind.DISPUTE, reason, charge, null);
                });
  }

  /**
   * A card that can be no other is out of use before anything else is looked for; otherwise the
   * charge's account may tell which one it is.
   */
  private CompletionStage<ToolAnswer> fraud(ToolRunner.Job job, CaseInput.ReportFraud wish) {
    ChargeChoice.Wanted wanted = ChargeChoice.Wanted.of(wish);
    return cards
        .of(job.customerId())
        .thenCompose(
            all ->
                switch (answers.fraudCard(wish.cardEnding(), all)) {
                  case CardChoice.Missed(var answer) ->
                      wanted.isNamed()
                          ? fraud(job, wanted, all, null, answer)
                          : CompletableFuture.completedFuture(answer);
                  case CardChoice.Chosen(var card) ->
                      cards
                          .deactivate(card, DeactivationCause.FRAUD, requestId(job))
                          .thenCompose(
                              deactivated ->
                                  wanted.isNamed()
                                      ? fraud(job, wanted, all, deactivated, null)
                                      : CompletableFuture.completedFuture(
                                          answers.deactivatedForFraud(card)));
                });
  }

  /**
   * @param deactivated the card; null when it is not known which one it is
   * @param whichCard asks for it; null when it is known
   */
  private CompletionStage<ToolAnswer> fraud(
      ToolRunner.Job job,
      ChargeChoice.Wanted wanted,
      List<Card> all,
      @Nullable Card deactivated,
      @Nullable ToolAnswer whichCard) {
    return charges
        .find(job, wanted)
        .thenCompose(
            choice ->
                switch (choice) {
                  case ChargeChoice.Missed(var answer) -> CompletableFuture.completedFuture(answer);
                  case ChargeChoice.Found(var charge) ->
                      deactivated != null || whichCard == null
                          ? opened(job, CaseKind.FRAUD, DisputeReason.NOT_MINE, charge, deactivated)
                          : fraudWithCardOf(job, charge, all, whichCard);
                });
  }

  private CompletionStage<ToolAnswer> fraudWithCardOf(
      ToolRunner.Job job, Transaction charge, List<Card> all, ToolAnswer whichCard) {
    List<Card> ofAccount =
        all.stream()
            .filter(
                card ->
                    card.identity()
                        .map(details -> details.accountId().equals(charge.accountId()))
                        .orElse(false))
            .toList();
    if (ofAccount.isEmpty()) {
      return opened(job, CaseKind.FRAUD, DisputeReason.NOT_MINE, charge, null);
    }
    return switch (answers.fraudCard(null, ofAccount)) {
      case CardChoice.Missed _ -> CompletableFuture.completedFuture(whichCard);
      case CardChoice.Chosen(var card) ->
          cards
              .deactivate(card, DeactivationCause.FRAUD, requestId(job))
              .thenCompose(
                  deactivated ->
                      opened(job, CaseKind.FRAUD, DisputeReason.NOT_MINE, charge, deactivated));
    };
  }

  private CompletionStage<ToolAnswer> opened(
      ToolRunner.Job job,
      CaseKind kind,
      DisputeReason reason,
      Transaction found,
      @Nullable Card deactivated) {
    DisputedCharge charge =
        new DisputedCharge(
            found.accountId(),
            found.transactionId(),
            new Money(Math.negateExact(found.amount().minorUnits()), found.amount().currency()),
            found.merchant(),
            found.occurredAt());
    return charges
        .asTransfer(found)
        .thenApply(transfer -> opening.policy().clocks(opening.policy().day(job.now()), transfer))
        .thenCompose(
            clocks ->
                isTooLate(kind, clocks)
                    ? CompletableFuture.completedFuture(answers.tooLate(clocks.noticeInTimeUntil()))
                    : opening
                        .open(
                            new CaseOpening.Request(
                                kind,
                                requestId(job),
                                job.customerId(),
                                charge,
                                reason,
                                clocks,
                                job.now()))
                        .thenApply(state -> told(job, state, deactivated)));
  }

  /** A late report of fraud is looked into all the same: comment 11(b)(1)-7 to 12 CFR 1005. */
  private static boolean isTooLate(CaseKind kind, CaseClocks clocks) {
    return kind == CaseKind.DISPUTE && !clocks.inTime();
  }

  private ToolAnswer told(ToolRunner.Job job, DisputeCase state, @Nullable Card deactivated) {
    Intake intake =
        state
            .opened()
            .orElseThrow(() -> new IllegalStateException("Expected a case that was just opened"));
    if (!intake.requestId().equals(requestId(job))) {
      return answers.already(state);
    }
    return switch (intake.kind()) {
      case DISPUTE -> answers.disputed(intake);
      case FRAUD -> answers.reported(intake, deactivated);
    };
  }

  private CompletionStage<ToolAnswer> status(
      ToolRunner.Job job, CaseInput.CheckDisputeStatus wish) {
    CompletionStage<Casebook> casebook = opening.casebook(job.customerId());
    if (wish.caseNumber() != null) {
      String number = normalised(wish.caseNumber());
      return casebook.thenCompose(
          book ->
              book.entries().stream().anyMatch(entry -> entry.caseNumber().equals(number))
                  ? cases(List.of(number)).thenApply(answers::statuses)
                  : CompletableFuture.completedFuture(answers.noSuchCase(number)));
    }
    return listed(job)
        .thenCombine(casebook, CaseTools::together)
        .thenCompose(this::cases)
        .thenApply(answers::statuses);
  }

  /** The list follows the journal within seconds; a case of this very call may not be in it. */
  private static List<String> together(List<String> listed, Casebook casebook) {
    List<String> newest =
        new ArrayList<>(casebook.entries().stream().map(Casebook.Entry::caseNumber).toList());
    newest.removeAll(listed);
    return Stream.concat(newest.reversed().stream(), listed.stream()).limit(TOLD).toList();
  }

  private CompletionStage<List<String>> listed(ToolRunner.Job job) {
    return list.newest(job.customerId(), TOLD)
        .exceptionally(
            failure -> {
              LOG.warn(
                  "The list of cases cannot be read on call {}: {}",
                  job.callId(),
                  EntityToolRunner.cause(failure).toString());
              return List.of();
            });
  }

  private CompletionStage<List<DisputeCase>> cases(List<String> numbers) {
    return AccountDirectory.inOrder(
            numbers,
            number -> opening.entities().dispute(number, DisputeEntity.Command.GetCase::new))
        .thenApply(
            replies ->
                replies.stream()
                    .flatMap(
                        reply ->
                            switch (reply) {
                              case DisputeEntity.Reply.Done(var state) -> Stream.of(state);
                              // Entered, and the crash came before it was opened.
                              case DisputeEntity.Reply.Refused _ -> Stream.empty();
                            })
                    .toList());
  }

  /** As it is written, however it was said: {@code #dispute 20240115 001}. */
  private static String normalised(String caseNumber) {
    return caseNumber
        .strip()
        .toUpperCase(Locale.ROOT)
        .replaceAll("[^A-Z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  private static String requestId(ToolRunner.Job job) {
    return job.callId() + "/" + job.toolUseId();
  }
}
