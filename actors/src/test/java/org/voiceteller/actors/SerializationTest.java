package org.voiceteller.actors;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.authentication.CredentialsEntity;
import org.voiceteller.actors.authentication.CredentialsReply;
import org.voiceteller.actors.billpay.BillPayEntity;
import org.voiceteller.actors.call.CallSession;
import org.voiceteller.actors.call.LegLink;
import org.voiceteller.actors.call.StaffCommand;
import org.voiceteller.actors.call.StaffLine;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.customer.PhoneBindingEntity;
import org.voiceteller.actors.transfer.OutsideTransferEntity;
import org.voiceteller.actors.transfer.TransferProcess;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent.VoidCause;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Check;
import org.voiceteller.core.account.DailyAllowance;
import org.voiceteller.core.account.Hold;
import org.voiceteller.core.account.Leg;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.StatementDelivery;
import org.voiceteller.core.account.StopOrder;
import org.voiceteller.core.authentication.Credentials;
import org.voiceteller.core.authentication.Factor;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.authentication.Totp;
import org.voiceteller.core.billpay.BillPay;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.call.CallEar;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.PastOutcome;
import org.voiceteller.core.call.Pcm;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.Transfer;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.TransferStatus;
import org.voiceteller.core.transfer.VoidReason;

class SerializationTest {

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

  private static final Pcm PCM = new Pcm(new byte[] {1, -2, 3, 127});
  private static final HandOff TAKEN =
      new HandOff(HandOff.Reason.ASKED_FOR_PERSON, NOON, new HandOff.Taken("TAKE-1", "Pat", NOON));
  private static final Secret SECRET = new Secret("Johnson");

  private static final Leg LEG = new Leg("TRF-1", "CUST-1", DOLLAR, SHOP, NOON);
  private static final StopOrder STOP =
      new StopOrder(
          "1234",
          DOLLAR,
          "ABC Company",
          LocalDate.of(2026, 1, 15),
          LocalDate.of(2026, 7, 15),
          LocalDate.of(2026, 1, 29));
  private static final BillPlan.Order BILL =
      new BillPlan.Order(
          "P-1",
          "CUST-1",
          "ACC-1",
          "4521",
          "Xcel Energy",
          DOLLAR,
          Frequency.MONTHLY,
          LocalDate.of(2026, 1, 15),
          "BP-1");

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
                    CallSession.Command.class,
                    CallSession.Reply.class,
                    LegLink.Message.class,
                    StaffCommand.class,
                    StaffLine.Message.class,
                    AccountEntity.Command.class,
                    AccountEntity.Reply.class,
                    TransferProcess.Command.class,
                    TransferProcess.Reply.class,
                    OutsideTransferEntity.Command.class,
                    BillPayEntity.Command.class,
                    BillPayEntity.Reply.class,
                    CustomerEntity.Command.class,
                    CustomerEntity.Reply.class,
                    PhoneBindingEntity.Command.class,
                    PhoneBindingEntity.Reply.class,
                    CredentialsEntity.Command.class,
                    CredentialsReply.class)
                .flatMap(SerializationTest::records)
                .filter(type -> !Modifier.isPrivate(type.getModifiers())))
        .allSatisfy(type -> assertThat(sampled).contains(type));
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed() && !Modifier.isPrivate(type.getModifiers())
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SerializationTest::records)
        : Stream.of(type);
  }

  static Stream<ClusterMessage> messages() {
    ActorRef<CallSession.Reply> replies = ref();
    ActorRef<LegLink.Message> leg = ref();
    ActorRef<StaffLine.Message> line = ref();
    ActorRef<AccountEntity.Reply> account = ref();
    ActorRef<CustomerEntity.Reply> customer = ref();
    Turn turn = new Turn("turn-1", Turn.Speaker.AGENT, "Welcome!");
    Customer.LinkedAccount linked =
        new Customer.LinkedAccount("ACC-1", AccountKind.CHECKING, "4521");
    return Stream.of(
        new CallSession.Command.Open(
            new CallOrigin("sip", null, "US-CO", "en-US", null), "hash", "LEG-1", leg, replies),
        new CallSession.Command.Resume(
            "hash", "LEG-1", new ResumeOrigin("US-CO", null), leg, replies),
        new CallSession.Command.LegIsAlive("LEG-1", leg),
        new CallSession.Command.UseTool(
            "LEG-1",
            new ToolUse("t", "tool", "{}"),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            replies),
        new CallSession.Command.GiveSecret("LEG-1", new Secret("123456"), replies),
        new CallSession.Command.RecordTurn("LEG-1", turn, replies),
        new CallSession.Command.ReportCut("LEG-1", Judgement.Reason.AMOUNT_NOT_TOLD, replies),
        new CallSession.Command.Withdraw("LEG-1", "use-1", replies),
        new CallSession.Command.LoseLeg("LEG-1", replies),
        new CallSession.Command.End("LEG-1", EndReason.CALLER_HUNG_UP, replies),
        new CallSession.Command.EndByStaff(replies),
        new CallSession.Command.Stop(),
        new CallSession.Reply.Joined(
            Level.PHONE,
            "US-CO",
            List.of(turn),
            List.of(
                new PastOutcome(
                    "tool", new ToolOutcome(ToolOutcome.Result.SUCCEEDED, "{}", null)))),
        new CallSession.Reply.NotJoined(),
        new CallSession.Reply.ToolUsed(new ToolOutcome(ToolOutcome.Result.SUCCEEDED, "{}", null)),
        new CallSession.Reply.Noted(),
        new LegLink.Message.Deliver(new Signal.LevelReached(Level.PHONE)),
        new LegLink.Message.Deliver(new Signal.CallEnded(EndReason.IDLE_TIMEOUT)),
        new LegLink.Message.Deliver(new Signal.Superseded()),
        new LegLink.Message.Deliver(
            new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678")),
        new LegLink.Message.Deliver(new Signal.ChallengeClosed()),
        new LegLink.Message.Deliver(new Signal.RecordingConsent(true)),
        new CallSession.Command.MarkRecording(
            "LEG-1",
            RecordingMark.ended(
                "LEG-1-1",
                NOON,
                "CALLER_HUNG_UP",
                new RecordingMark.Kept("CALL-1/LEG-1-1.vtr", 61_240, "9f86d081")),
            replies),
        new LegLink.Message.Deliver(new Signal.HandOffChanged(TAKEN)),
        new LegLink.Message.Deliver(new Signal.HandOffChanged(null)),
        new LegLink.Message.Deliver(new Signal.HandOffChanged(TAKEN, "call=C;level=1")),
        new LegLink.Message.Deliver(new Signal.StaffSaid(turn)),
        new LegLink.Message.Deliver(new Signal.StaffMicrophone("TAKE-1", true)),
        new LegLink.Message.Deliver(new Signal.StaffSound("TAKE-1", PCM)),
        new LegLink.Message.HearBy(List.of(line)),
        new CallSession.Command.Staff(new StaffCommand.GiveBack("TAKE-1")),
        new StaffCommand.Take("TAKE-1", "Pat", line),
        new StaffCommand.Listen(line),
        new StaffCommand.IsAlive("TAKE-1", line),
        new StaffCommand.Say("TAKE-1", "Pat", turn, line),
        new StaffCommand.Whisper("Kim", null, PCM),
        new StaffCommand.GiveBack("TAKE-1"),
        new StaffCommand.End("TAKE-1"),
        new StaffCommand.Leave(null, line),
        new StaffCommand.AskForPerson("LEG-1", HandOff.Reason.MODEL_UNAVAILABLE, replies),
        new StaffCommand.NoteTransfer(
            "LEG-1",
            new CallTransfer(CallTransfer.State.FAILED, CallTransfer.Way.BRIDGE, 486),
            replies),
        new StaffLine.Message.Attached(Level.PHONE, List.of(turn), new StaffLine.State(TAKEN, leg)),
        new StaffLine.Message.TakenByAnother("Kim"),
        new StaffLine.Message.Changed(new StaffLine.State(null, null)),
        new StaffLine.Message.WordsRefused("turn-1"),
        new StaffLine.Message.Whispered("Kim", "Ask for the card.", null),
        new StaffLine.Message.Overheard(new CallEar.Heard.CallerSound(PCM)),
        new StaffLine.Message.Overheard(new CallEar.Heard.AgentCleared()),
        new StaffLine.Message.Overheard(
            new CallEar.Heard.Words("turn-1", Turn.Speaker.CALLER, "Hello", true)),
        new StaffLine.Message.Ended(EndReason.CALLER_HUNG_UP),
        new StaffLine.Message.Tell(new StaffLine.Words.Microphone(true)),
        new StaffLine.Message.Close(),
        new StaffLine.Message.Announce(),
        new LegLink.Message.Detach(),
        new LegLink.Message.Announce(),
        new AccountEntity.Command.Open(
            new Account.Opening("CUST-1", AccountKind.SAVINGS, "4521", "USD"), account),
        new AccountEntity.Command.Post("TXN-1", DOLLAR, SHOP, NOON, account),
        new AccountEntity.Command.Hold("TXN-1", DOLLAR, SHOP, NOON, account),
        new AccountEntity.Command.Release("TXN-1", account),
        new AccountEntity.Command.RequestStatement(
            "STMT-1", StatementDelivery.MAIL, "2025-12", account),
        new AccountEntity.Command.GetAccount(account),
        new AccountEntity.Command.PendTransfer(
            LEG, new DailyAllowance(LocalDate.of(2026, 1, 15), DOLLAR), account),
        new AccountEntity.Command.PendTransfer(LEG, null, account),
        new AccountEntity.Command.PostTransfer("TRF-1", DOLLAR, account),
        new AccountEntity.Command.VoidTransfer("TRF-1", VoidCause.EXPIRED, NOON, account),
        new AccountEntity.Command.CreditTransfer(LEG, account),
        new AccountEntity.Command.RegisterCheck("1234", DOLLAR, "ABC Company", account),
        new AccountEntity.Command.PresentCheck(
            "1234", "PRES-1", DOLLAR, LocalDate.of(2026, 1, 15), account),
        new AccountEntity.Command.StopCheck(STOP, LEG, account),
        new AccountEntity.Command.ConfirmStop("1234", account),
        new AccountEntity.Command.GetCheck("1234", ref()),
        new AccountEntity.CheckReply(new Check("1234", DOLLAR, "ABC Company", null, STOP)),
        new AccountEntity.CheckReply(null),
        new TransferProcess.Command.Start(
            new TransferRequest(
                "TRF-1",
                "CUST-1",
                new TransferRequest.Side("ACC-1", "CUST-1", "4521", SHOP),
                new TransferRequest.Side("BANK-FEES-1", "BANK", "0000", SHOP),
                DOLLAR,
                new Purpose.StopFee(STOP),
                null,
                NOON),
            ref()),
        new TransferProcess.Command.Stop(),
        new TransferProcess.Reply.Done("TXN-1", new Balance(DOLLAR, DOLLAR)),
        new TransferProcess.Reply.Voided(VoidReason.EXPIRED),
        new TransferProcess.Reply.Refused(Transfer.Refusal.ID_REUSED),
        new TransferProcess.Reply.UnderReview(),
        new OutsideTransferEntity.Command.TakeReport(
            new OutsideTransfer.Report(
                "CUST-1",
                "ACC-1",
                "4521",
                TransferKind.ZELLE,
                true,
                "Jordan Lee",
                DOLLAR,
                TransferStatus.PENDING,
                "ZEL-1",
                NOON,
                null),
            ref()),
        new OutsideTransferEntity.Reply(),
        new BillPayEntity.Command.Schedule(BILL, ref()),
        new BillPayEntity.Command.StopPlan("P-1", ref()),
        new BillPayEntity.Command.GetBills(ref()),
        new BillPayEntity.Command.Stop(),
        new BillPayEntity.Reply.Done(
            List.of(
                new BillPlan(BILL, BillPlan.Status.ACTIVE, 1, 1, LocalDate.of(2026, 1, 15), null))),
        new BillPayEntity.Reply.Refused(BillPay.Refusal.NO_SUCH_PLAN),
        new AccountEntity.Reply.Done(
            new AccountSummary(
                "ACC-1",
                AccountKind.CHECKING,
                "4521",
                new Balance(DOLLAR, DOLLAR),
                List.of(new Hold("TXN-1", DOLLAR, SHOP, NOON)))),
        new AccountEntity.Reply.Refused(Account.Refusal.INSUFFICIENT_FUNDS),
        new CustomerEntity.Command.Register(
            new Customer.Registration("Pat", "p@example.com", "+15552345678", "1 Main", "US-CO"),
            customer),
        new CustomerEntity.Command.LinkAccount(linked, customer),
        new CustomerEntity.Command.GetCustomer(customer),
        new CustomerEntity.Reply.Done(
            new Customer.Known(
                "CUST-1", "Pat", "p@example.com", "+1", "1 Main", "US-CO", List.of(linked))),
        new CustomerEntity.Reply.Done(new Customer.Unregistered()),
        new CustomerEntity.Reply.Refused(Customer.Refusal.NO_SUCH_CUSTOMER),
        new PhoneBindingEntity.Command.Bind("CUST-1", SerializationTest.ref()),
        new PhoneBindingEntity.Command.ClaimNumber("CALL-1", SerializationTest.ref()),
        new PhoneBindingEntity.Command.GetHolders(SerializationTest.ref()),
        new PhoneBindingEntity.Reply.Holders(List.of("CUST-1")),
        new PhoneBindingEntity.Reply.Bound(),
        new PhoneBindingEntity.Reply.Claimed(new Claim.Granted("CUST-1")),
        new PhoneBindingEntity.Reply.Claimed(new Claim.Denied(Claim.Denial.BLOCKED)),
        new CredentialsEntity.Command.SetQuestion("Q-1", "Pet?", SECRET, ref()),
        new CredentialsEntity.Command.ImportQuestion("Q-1", "Pet?", SECRET, ref()),
        new CredentialsEntity.Command.RemoveQuestion("Q-1", ref()),
        new CredentialsEntity.Command.SetAuthenticator(
            "APP-1", Totp.Algorithm.SHA256, 6, SECRET, ref()),
        new CredentialsEntity.Command.RemoveAuthenticator("APP-1", ref()),
        new CredentialsEntity.Command.ResetFailures("clerk:jdoe", ref()),
        new CredentialsEntity.Command.GetSecondSteps(ref()),
        new CredentialsEntity.Command.ReserveAttempt(
            "CALL-1/t", Factor.ONE_TIME_CODE, "CALL-1", ref()),
        new CredentialsEntity.Command.SettleAttempt("CALL-1/t", true, ref()),
        new CredentialsEntity.Command.CheckAnswer("CALL-1/t", "CALL-1", "Q-1", SECRET, ref()),
        new CredentialsEntity.Command.CheckAuthenticatorCode("CALL-1/t", "CALL-1", SECRET, ref()),
        new CredentialsReply.Kept(),
        new CredentialsReply.Unusable(),
        new CredentialsReply.Busy(),
        new CredentialsReply.Reserved(2),
        new CredentialsReply.AlreadyMade(Credentials.Outcome.OPEN),
        new CredentialsReply.Correct(),
        new CredentialsReply.Wrong(3),
        new CredentialsReply.NotSet(),
        new CredentialsReply.Hindered(new Credentials.Hindrance.Delayed(NOON)),
        new CredentialsReply.Hindered(new Credentials.Hindrance.Locked()),
        new CredentialsReply.Settled(),
        new CredentialsReply.SecondSteps(
            List.of(new CredentialsReply.Asked("Q-1", "Pet?")),
            true,
            Map.of(Factor.SECURITY_ANSWER, new Credentials.Hindrance.Locked())));
  }

  private static <T> ActorRef<T> ref() {
    return KIT.<T>createTestProbe().getRef();
  }
}
