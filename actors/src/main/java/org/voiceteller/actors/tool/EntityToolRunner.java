package org.voiceteller.actors.tool;

import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.dispute.CaseOpening;
import org.voiceteller.actors.entity.AskingAgain;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.actors.numbering.ConfirmationNumbers;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.card.ReplacementTimes;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.dispute.CaseList;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.tool.AuthenticationInput;
import org.voiceteller.core.tool.BalanceAnswers;
import org.voiceteller.core.tool.CardAnswers;
import org.voiceteller.core.tool.CardInput;
import org.voiceteller.core.tool.CaseAnswers;
import org.voiceteller.core.tool.CaseInput;
import org.voiceteller.core.tool.MerchantDescriptors;
import org.voiceteller.core.tool.PaymentInput;
import org.voiceteller.core.tool.ProvisionalCreditAnswers;
import org.voiceteller.core.tool.StatementAnswers;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.TransactionAnswers;

/**
 * Does the work of tools by asking the entities and the history. Not finding the history is an
 * apology; what the entities hold is told without it.
 */
public final class EntityToolRunner implements ToolRunner {

  private static final Logger LOG = LoggerFactory.getLogger(EntityToolRunner.class);

  private static final String APOLOGY =
      "I'm sorry, I can't get to that information right now. Please try again in a few minutes.";

  private final Entities entities;
  private final Duration timeout;
  private final AskingAgain lookingAgain;
  private final AccountDirectory accounts;
  private final TransactionTools transactions;
  private final StatementTools statements;
  private final MerchantTools merchants;
  private final CardTools cards;
  private final PaymentTools payments;
  private final CaseTools cases;
  private final ProvisionalCreditAnswers provisionalCredit;

  private EntityToolRunner(
      Entities entities,
      TransactionHistory history,
      Payments money,
      CaseSetup caseSetup,
      ZoneId zone,
      Duration timeout,
      AskingAgain lookingAgain) {
    this.entities = entities;
    this.timeout = timeout;
    this.lookingAgain = lookingAgain;
    this.accounts = new AccountDirectory(entities);
    this.transactions = new TransactionTools(accounts, history, new TransactionAnswers(zone));
    this.statements = new StatementTools(accounts, entities, new StatementAnswers(zone));
    this.merchants = new MerchantTools(accounts, history, MerchantDescriptors.load());
    this.payments = money.tools(accounts, entities, zone, timeout);
    CardDirectory cardDirectory = new CardDirectory(entities);
    this.cards = new CardTools(cardDirectory, new CardAnswers(caseSetup.times(), zone));
    this.cases =
        new CaseTools(
            new ChargeFinder(accounts, history, caseSetup.policy()),
            cardDirectory,
            new CaseOpening(entities, caseSetup.numbers(), caseSetup.policy()),
            caseSetup.list(),
            new CaseAnswers(caseSetup.policy(), caseSetup.times()));
    this.provisionalCredit = new ProvisionalCreditAnswers(caseSetup.policy().promise());
  }

  /**
   * @param zone the bank's
   * @param timeout for all the work of one tool
   * @param lookingAgain for that of a tool that only looks something up
   */
  public static ToolRunner create(
      Entities entities,
      TransactionHistory history,
      Payments money,
      CaseSetup caseSetup,
      ZoneId zone,
      Duration timeout,
      AskingAgain lookingAgain) {
    return new EntityToolRunner(entities, history, money, caseSetup, zone, timeout, lookingAgain);
  }

  /**
   * What cards and cases are worked on with.
   *
   * @param times within which a replacement card arrives
   */
  public record CaseSetup(
      ConfirmationNumbers numbers, CaseList list, CasePolicy policy, ReplacementTimes times) {}

  @Override
  public CompletionStage<Claim> claim(String callId, PhoneNumber number) {
    return entities
        .<PhoneBindingEntity.Reply.Claimed>number(
            number, replyTo -> new PhoneBindingEntity.Command.ClaimNumber(callId, replyTo))
        .thenApply(PhoneBindingEntity.Reply.Claimed::claim);
  }

  @Override
  public CompletionStage<ToolAnswer> run(Job job) {
    CompletionStage<ToolAnswer> answer =
        Tool.of(job.input()).isLookup()
            ? lookingAgain.until(atMost -> within(atMost, job))
            : within(timeout, job);
    return answer.exceptionally(
        failure -> {
          LOG.warn(
              "{} could not be done on call {}: {}",
              job.input().getClass().getSimpleName(),
              job.callId(),
              cause(failure).toString());
          LOG.debug("The failure on call {}", job.callId(), failure);
          return ToolAnswer.failed(APOLOGY);
        });
  }

  private CompletionStage<ToolAnswer> within(Duration atMost, Job job) {
    return begun(job)
        .toCompletableFuture()
        .copy()
        .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private CompletionStage<ToolAnswer> begun(Job job) {
    try {
      return work(job);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<ToolAnswer> work(Job job) {
    return switch (job.input()) {
      case AuthenticationInput _ ->
          throw new IllegalStateException("Expected the session to authenticate the caller itself");
      case ToolInput.CheckBalance wish ->
          accounts.of(job.customerId()).thenApply(all -> BalanceAnswers.balances(wish, all));
      case ToolInput.ExplainPending wish ->
          accounts.of(job.customerId()).thenApply(all -> BalanceAnswers.pending(wish, all));
      case ToolInput.ViewRecentTransactions wish -> transactions.recent(job, wish);
      case ToolInput.SearchTransactions wish -> transactions.search(job, wish);
      case ToolInput.RequestStatement wish -> statements.request(job, wish);
      case ToolInput.ClarifyMerchant wish -> merchants.clarify(job, wish);
      case CardInput wish -> cards.run(job, wish);
      case PaymentInput wish -> payments.run(job, wish);
      case CaseInput.ExplainProvisionalCredit _ ->
          CompletableFuture.completedFuture(provisionalCredit.explain());
      case CaseInput wish -> cases.run(job, wish);
    };
  }
}
