package org.voiceteller.actors.bank;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.japi.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.bank.SampleData.SampleTransaction;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.dispute.CasebookEntity;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.card.Delivery;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.money.Money;

/** The sample customers' cards in all their states, and a few cases for their charges. */
final class SampleCards {

  private static final String RESOURCE = "sample_cards.json";

  /** What stands in the resource. */
  record Data(List<SampleCard> cards, List<SampleCase> cases) {

    Data {
      cards = List.copyOf(cards);
      cases = List.copyOf(cases);
    }

    static Data load() {
      try (InputStream json =
          Objects.requireNonNull(
              SampleCards.class.getResourceAsStream(RESOURCE), "no resource " + RESOURCE)) {
        return JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build()
            .readValue(json, Data.class);
      } catch (IOException e) {
        throw new UncheckedIOException("Expected to read " + RESOURCE, e);
      }
    }
  }

  /** How a sample card stands. */
  enum State {
    ACTIVE,
    FROZEN,
    LOST,
    STOLEN
  }

  /**
   * @param replacement only of a lost or stolen card
   */
  record SampleCard(
      String cardId,
      String customerId,
      String accountId,
      String lastFour,
      State state,
      @Nullable Replacement replacement) {}

  /** How far a replacement is. */
  record Replacement(
      @Nullable String lastFour,
      Delivery.Step step,
      @Nullable String carrier,
      @Nullable String trackingNumber) {}

  /**
   * @param daysAgo when the customer told, so that today's numbers are free for today's callers
   * @param chargeStands why it was decided so; null while the bank investigates
   */
  record SampleCase(
      CaseKind kind,
      String customerId,
      String accountId,
      String transactionId,
      DisputeReason reason,
      int daysAgo,
      boolean acknowledged,
      @Nullable String chargeStands) {}

  private final Data data = Data.load();
  private final Entities entities;
  private final CasePolicy policy;
  private final SampleData bank;

  private SampleCards(Entities entities, CasePolicy policy, SampleData bank) {
    this.entities = entities;
    this.policy = policy;
    this.bank = bank;
  }

  static SampleCards create(Entities entities, CasePolicy policy, SampleData bank) {
    return new SampleCards(entities, policy, bank);
  }

  /** Enters one customer's cards and cases; done twice it changes nothing. */
  CompletionStage<Void> enter(String customerId, Instant now) {
    return SampleBank.oneByOne(
            data.cards().stream().filter(card -> card.customerId().equals(customerId)).toList(),
            this::enter)
        .thenCompose(
            _ ->
                SampleBank.oneByOne(
                    data.cases().stream()
                        .filter(one -> one.customerId().equals(customerId))
                        .toList(),
                    one -> enter(one, now)));
  }

  private CompletionStage<Void> enter(SampleCard card) {
    return asked(
            card.cardId(),
            replyTo ->
                new CardEntity.Command.Issue(
                    card.customerId(), card.accountId(), card.lastFour(), replyTo))
        .exceptionallyCompose(failure -> known(card, failure))
        .thenCompose(_ -> listed(card.customerId(), card.cardId()))
        .thenCompose(
            _ ->
                switch (card.state()) {
                  case ACTIVE -> CompletableFuture.<Void>completedFuture(null);
                  case FROZEN ->
                      asked(card.cardId(), CardEntity.Command.Freeze::new).thenAccept(_ -> {});
                  case LOST -> replaced(card, DeactivationCause.LOST);
                  case STOLEN -> replaced(card, DeactivationCause.STOLEN);
                });
  }

  /** A card that was issued before and replaced since is not as it was issued. */
  private CompletionStage<Card> known(SampleCard card, Throwable failure) {
    return asked(card.cardId(), CardEntity.Command.GetCard::new)
        .thenCompose(
            there ->
                there
                        .identity()
                        .map(found -> card.lastFour().equals(found.lastFour()))
                        .orElse(false)
                    ? CompletableFuture.completedFuture(there)
                    : CompletableFuture.failedFuture(failure));
  }

  private CompletionStage<Void> replaced(SampleCard card, DeactivationCause cause) {
    return asked(card.cardId(), replyTo -> new CardEntity.Command.Deactivate(cause, null, replyTo))
        .thenCompose(
            state ->
                state instanceof Card.Deactivated(var details, var loss, _)
                    ? asked(
                            loss.replacementCardId(),
                            replyTo ->
                                new CardEntity.Command.Order(
                                    details, loss.expectedFrom(), loss.expectedUntil(), replyTo))
                        .thenCompose(_ -> listed(card.customerId(), loss.replacementCardId()))
                        .thenCompose(_ -> brought(loss.replacementCardId(), card.replacement()))
                    : CompletableFuture.<Void>completedFuture(null));
  }

  private CompletionStage<Void> brought(String cardId, @Nullable Replacement replacement) {
    if (replacement == null || replacement.step() == Delivery.Step.ORDERED) {
      return CompletableFuture.completedFuture(null);
    }
    String lastFour = Objects.requireNonNull(replacement.lastFour());
    CompletionStage<?> step =
        asked(cardId, replyTo -> new CardEntity.Command.Produce(lastFour, replyTo));
    if (replacement.step().compareTo(Delivery.Step.SHIPPED) >= 0) {
      String carrier = Objects.requireNonNull(replacement.carrier());
      String number = Objects.requireNonNull(replacement.trackingNumber());
      step =
          step.thenCompose(
              _ -> asked(cardId, replyTo -> new CardEntity.Command.Ship(carrier, number, replyTo)));
    }
    if (replacement.step() == Delivery.Step.DELIVERED) {
      step = step.thenCompose(_ -> asked(cardId, CardEntity.Command.Deliver::new));
    }
    return step.thenAccept(_ -> {});
  }

  private CompletionStage<Void> listed(String customerId, String cardId) {
    return entities
        .wallet(customerId, replyTo -> new WalletEntity.Command.Add(cardId, replyTo))
        .thenAccept(
            reply -> {
              if (reply instanceof WalletEntity.Reply.Refused(var reason)) {
                throw new IllegalStateException(
                    "Expected a sample card to be taken, but it is " + reason);
              }
            });
  }

  private CompletionStage<Card> asked(
      String cardId, Function<ActorRef<CardEntity.Reply>, CardEntity.Command> ask) {
    return entities
        .card(cardId, ask)
        .thenApply(
            reply ->
                switch (reply) {
                  case CardEntity.Reply.Done(var card) -> card;
                  case CardEntity.Reply.Refused(var reason) ->
                      throw new IllegalStateException(
                          "Expected sample card %s to be taken, but it is %s"
                              .formatted(cardId, reason));
                });
  }

  private CompletionStage<Void> enter(SampleCase sample, Instant now) {
    LocalDate notice = policy.day(now).minusDays(sample.daysAgo());
    DisputedCharge charge = charge(sample, now);
    String offered =
        "%s-%s-001".formatted(sample.kind(), DateTimeFormatter.BASIC_ISO_DATE.format(notice));
    return entities
        .casebook(
            sample.customerId(),
            replyTo -> new CasebookEntity.Command.Enter(charge.key(), offered, replyTo))
        .thenApply(
            reply ->
                switch (reply) {
                  case CasebookEntity.Reply.Done(var casebook) ->
                      casebook.caseOf(charge.key()).orElse(offered);
                  case CasebookEntity.Reply.Refused(var reason) ->
                      throw new IllegalStateException(
                          "Expected a sample case to be taken, but it is " + reason);
                })
        .thenCompose(number -> opened(sample, number, charge, notice))
        .thenCompose(number -> decided(sample, number));
  }

  private CompletionStage<String> opened(
      SampleCase sample, String number, DisputedCharge charge, LocalDate notice) {
    Intake intake =
        policy.intake(
            number,
            "sample/" + charge.key(),
            sample.kind(),
            sample.customerId(),
            charge,
            sample.reason(),
            policy.clocks(
                notice,
                new RegulationE.Transfer(policy.day(charge.occurredAt()), null, true, false)));
    return entities
        .dispute(
            number,
            replyTo -> new DisputeEntity.Command.Open(intake, sample.acknowledged(), replyTo))
        .thenApply(
            reply -> {
              done(reply);
              return number;
            });
  }

  private CompletionStage<Void> decided(SampleCase sample, String number) {
    String why = sample.chargeStands();
    return why == null
        ? CompletableFuture.completedFuture(null)
        : entities
            .dispute(
                number,
                replyTo -> new DisputeEntity.Command.Decide(Finding.FOR_MERCHANT, why, replyTo))
            .thenAccept(SampleCards::done);
  }

  private DisputedCharge charge(SampleCase sample, Instant now) {
    SampleTransaction transaction =
        bank.customers().stream()
            .flatMap(customer -> customer.accounts().stream())
            .filter(account -> account.accountId().equals(sample.accountId()))
            .flatMap(account -> account.transactions().stream())
            .filter(one -> one.transactionId().equals(sample.transactionId()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Expected a sample transaction " + sample.transactionId()));
    return new DisputedCharge(
        sample.accountId(),
        sample.transactionId(),
        Money.usd(-transaction.amountCents()),
        transaction.merchant(),
        transaction.occurredAt(now, policy.zone()));
  }

  private static void done(DisputeEntity.Reply reply) {
    if (reply instanceof DisputeEntity.Reply.Refused(var reason)) {
      throw new IllegalStateException("Expected a sample case to be taken, but it is " + reason);
    }
  }
}
