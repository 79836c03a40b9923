package org.voiceteller.actors;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.SerializationTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.dispute.CasebookEntity;
import org.voiceteller.actors.dispute.DisputeEntity;
import org.voiceteller.actors.numbering.DayCountEntity;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.DeactivationCause;
import org.voiceteller.core.card.Delivery;
import org.voiceteller.core.card.Wallet;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.CaseRules;
import org.voiceteller.core.dispute.Casebook;
import org.voiceteller.core.dispute.DisputeCase;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.numbering.DayCount;

class MessagesOfCardsAndCasesTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  "pekko.actor.provider = cluster\n"
                      + "pekko.remote.artery.canonical.port = 0\n"
                      + "pekko.remote.artery.canonical.hostname = \"127.0.0.1\"")
              .withFallback(ConfigFactory.load()));
  private static final SerializationTestKit SERIALIZATION = new SerializationTestKit(KIT.system());
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00.123456Z");
  private static final Money DOLLAR = Money.usd(100);
  private static final Merchant SHOP = new Merchant("SQ *BLUE BOTTLE", "5814", "restaurants");

  private static final Secret SECRET = new Secret("Johnson");

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void crossesToAnotherNodeAsItIs(ClusterMessage message) {
    SERIALIZATION.verifySerialization(message, true);
  }

  @Test
  void leavesNoMessageOut() {
    Set<Class<?>> sampled = messages().map(ClusterMessage::getClass).collect(Collectors.toSet());

    assertThat(
            Stream.of(
                    CardEntity.Command.class,
                    CardEntity.Reply.class,
                    WalletEntity.Command.class,
                    WalletEntity.Reply.class,
                    DisputeEntity.Command.class,
                    DisputeEntity.Reply.class,
                    CasebookEntity.Command.class,
                    CasebookEntity.Reply.class,
                    DayCountEntity.Command.class,
                    DayCountEntity.Reply.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .filter(type -> !Modifier.isPrivate(type.getModifiers())))
        .allSatisfy(type -> assertThat(sampled).contains(type));
  }

  static Stream<ClusterMessage> messages() {
    ActorRef<CardEntity.Reply> card = ref();
    ActorRef<WalletEntity.Reply> wallet = ref();
    ActorRef<DisputeEntity.Reply> dispute = ref();
    ActorRef<CasebookEntity.Reply> casebook = ref();
    LocalDate day = LocalDate.of(2026, 1, 15);
    Card.Details details = new Card.Details("CARD-1", "CUST-1", "ACC-1", "4417", null);
    Delivery delivery = new Delivery(Delivery.Step.SHIPPED, day, day, NOON, "USPS", "94001");
    Intake intake = intake();
    Posting credit = new Posting("P-1", Posting.Purpose.PROVISIONAL_CREDIT, DOLLAR, day, true);
    return Stream.of(
        new CardEntity.Command.Issue("CUST-1", "ACC-1", "4417", card),
        new CardEntity.Command.Order(details, day, day, card),
        new CardEntity.Command.Produce("9023", card),
        new CardEntity.Command.Ship("USPS", "94001", card),
        new CardEntity.Command.Deliver(card),
        new CardEntity.Command.Freeze(card),
        new CardEntity.Command.Unfreeze(card),
        new CardEntity.Command.Deactivate(DeactivationCause.FRAUD, null, card),
        new CardEntity.Command.MarkReplaced(card),
        new CardEntity.Command.GetCard(card),
        new CardEntity.Reply.Done(new Card.Unissued()),
        new CardEntity.Reply.Done(new Card.Coming(details, delivery)),
        new CardEntity.Reply.Done(new Card.Active(details, null)),
        new CardEntity.Reply.Done(new Card.Frozen(details, delivery, NOON)),
        new CardEntity.Reply.Done(
            new Card.Deactivated(
                details,
                new Card.Loss(DeactivationCause.LOST, "CARD-1-R", day, day, true, false),
                NOON)),
        new CardEntity.Reply.Refused(Card.Refusal.NOT_THERE_YET),
        new WalletEntity.Command.Add("CARD-1", wallet),
        new WalletEntity.Command.GetWallet(wallet),
        new WalletEntity.Reply.Done(new Wallet(List.of("CARD-1"))),
        new WalletEntity.Reply.Refused(Wallet.Refusal.TOO_MANY_CARDS),
        new DisputeEntity.Command.Open(intake, true, dispute),
        new DisputeEntity.Command.Acknowledge(dispute),
        new DisputeEntity.Command.Confirm(dispute),
        new DisputeEntity.Command.Decide(Finding.FOR_CUSTOMER, "Found.", dispute),
        new DisputeEntity.Command.GetCase(dispute),
        new DisputeEntity.Command.Stop(),
        new DisputeEntity.Reply.Done(
            new DisputeCase.Investigating(
                intake,
                NOON,
                true,
                false,
                credit,
                new DisputeCase.Alarms(Set.of(CaseClocks.Kind.PROVISIONAL_CREDIT), Set.of()))),
        new DisputeEntity.Reply.Done(
            new DisputeCase.Decided(
                intake,
                NOON,
                Finding.FOR_MERCHANT,
                NOON,
                credit,
                credit,
                new DisputeCase.Alarms(Set.of(), Set.of()))),
        new DisputeEntity.Reply.Done(
            new DisputeCase.Closed(intake, NOON, Finding.FOR_CUSTOMER, NOON, null, null, NOON)),
        new DisputeEntity.Reply.Refused(CaseRules.Refusal.NO_SUCH_CASE),
        new CasebookEntity.Command.Enter("ACC-1/TXN-1", "DISPUTE-20260115-001", casebook),
        new CasebookEntity.Command.GetCasebook(casebook),
        new CasebookEntity.Reply.Done(
            new Casebook(List.of(new Casebook.Entry("ACC-1/TXN-1", "DISPUTE-20260115-001")))),
        new CasebookEntity.Reply.Refused(Casebook.Refusal.TOO_MANY_CASES),
        new DayCountEntity.Command.Number("CALL-1/t", MessagesOfCardsAndCasesTest.ref()),
        new DayCountEntity.Reply.Numbered(1),
        new DayCountEntity.Reply.Refused(DayCount.Refusal.DAY_IS_FULL));
  }

  private static Intake intake() {
    CasePolicy policy = CasePolicy.standard(ZoneId.of("America/Denver"));
    return policy.intake(
        "DISPUTE-20260115-001",
        "CALL-1/t",
        CaseKind.DISPUTE,
        "CUST-1",
        new DisputedCharge("ACC-1", "TXN-1", DOLLAR, SHOP, NOON),
        DisputeReason.OTHER,
        policy.clocks(
            policy.day(NOON), new RegulationE.Transfer(policy.day(NOON), null, true, false)));
  }

  private static <T> ActorRef<T> ref() {
    return KIT.<T>createTestProbe().getRef();
  }
}
