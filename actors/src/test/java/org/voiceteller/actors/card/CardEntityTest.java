package org.voiceteller.actors.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.card.CardEntity.Command;
import org.voiceteller.actors.card.CardEntity.Reply;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.card.ReplacementTimes;

class CardEntityTest {

  private static final Instant NOON = Instant.parse("2024-01-15T19:00:00Z");
  private static final ActorTestKit KIT =
      ActorTestKit.create(PersistenceTestKitPlugin.config().withFallback(ConfigFactory.load()));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** Other cards that answer, or cannot be reached. */
  private static final class Others implements CardEntity.Neighbours {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean reachable = true;

    @Override
    public CompletionStage<Reply> order(
        String replacementCardId, Card.Details instead, LocalDate from, LocalDate until) {
      return answer("order " + replacementCardId + " " + from + " " + until);
    }

    @Override
    public CompletionStage<Reply> replaced(String cardId) {
      return answer("replaced " + cardId);
    }

    private CompletionStage<Reply> answer(String what) {
      told.add(what);
      return reachable
          ? CompletableFuture.completedFuture(new Reply.Done(new Card.Unissued()))
          : CompletableFuture.failedFuture(new IllegalStateException("nobody answers"));
    }
  }

  @Test
  void ordersAReplacementUntilItIsOrderedAlsoAfterARestart() {
    Others others = new Others();
    others.reachable = false;
    ActorRef<Command> first = card("CARD-E1", others);
    ask(first, replyTo -> new Command.Issue("CUST-1", "ACC-1", "4417", replyTo));
    ask(first, replyTo -> new Command.Deactivate(DeactivationCause.LOST, "C/U", replyTo));
    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(others.told).hasSizeGreaterThan(1);
              return others;
            });
    assertThat(loss(first).replacementOrdered()).isFalse();
    KIT.stop(first);

    others.reachable = true;
    ActorRef<Command> second = card("CARD-E1", others);

    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(loss(second).replacementOrdered()).isTrue();
              return second;
            });
    assertThat(others.told).containsOnly("order CARD-E1-R 2024-01-22 2024-01-24");
  }

  @Test
  void tellsTheOldCardWhenTheNewOneIsThere() {
    Others others = new Others();
    ActorRef<Command> card = card("CARD-E2-R", others);
    Card.Details old = new Card.Details("CARD-E2", "CUST-1", "ACC-1", "4417", null);
    LocalDate day = LocalDate.of(2024, 1, 22);
    ask(card, replyTo -> new Command.Order(old, day, day, replyTo));
    ask(card, replyTo -> new Command.Produce("9023", replyTo));
    ask(card, replyTo -> new Command.Ship("USPS", "94001", replyTo));
    ask(card, Command.Deliver::new);

    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(others.told).containsExactly("replaced CARD-E2");
              return others;
            });
  }

  @Test
  void knowsNoCardThatWasNotIssued() {
    TestProbe<Reply> probe = KIT.createTestProbe();
    card("CARD-E3", new Others()).tell(new Command.Freeze(probe.getRef()));
    probe.expectMessage(new Reply.Refused(Card.Refusal.NO_SUCH_CARD));
  }

  private static ActorRef<Command> card(String cardId, Others others) {
    return KIT.spawn(
        CardEntity.create(
            cardId,
            new CardEntity.Setup(
                others,
                new ReplacementTimes(5, 7),
                ZoneId.of("America/Denver"),
                Duration.ofMillis(20),
                InstantSource.fixed(NOON),
                SupervisorStrategy.restartWithBackoff(
                    Duration.ofMillis(10), Duration.ofMillis(10), 0))));
  }

  private static Card ask(ActorRef<Command> card, Function<ActorRef<Reply>, Command> command) {
    TestProbe<Reply> probe = KIT.createTestProbe();
    card.tell(command.apply(probe.getRef()));
    return probe.expectMessageClass(Reply.Done.class).card();
  }

  private static Card.Loss loss(ActorRef<Command> card) {
    return ((Card.Deactivated) ask(card, Command.GetCard::new)).loss();
  }
}
