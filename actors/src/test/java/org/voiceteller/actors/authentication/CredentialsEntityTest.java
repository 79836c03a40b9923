package org.voiceteller.actors.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.authentication.CredentialsEntity.Command;
import org.voiceteller.core.authentication.BankKeys;
import org.voiceteller.core.authentication.CredentialLimits;
import org.voiceteller.core.authentication.Credentials.Hindrance;
import org.voiceteller.core.authentication.Credentials.Outcome;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.authentication.Factor;
import org.voiceteller.core.authentication.ProtectedAnswer;
import org.voiceteller.core.authentication.QuickAnswers;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.authentication.SecretSeal;
import org.voiceteller.core.authentication.Totp;

class CredentialsEntityTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final CredentialLimits LIMITS =
      new CredentialLimits(3, Duration.ofMinutes(1), Duration.ofHours(1), 5);
  private static final BankKeys KEYS = BankKeys.create("1", Map.of("1", new byte[32]));
  private static final ActorTestKit KIT =
      ActorTestKit.create(PersistenceTestKitPlugin.config().withFallback(ConfigFactory.load()));

  /** Hashes that are made when the test says so. */
  private final Deque<Runnable> hashes = new ArrayDeque<>();

  private final PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());
  private final TestProbe<CredentialsReply> replies = KIT.createTestProbe(CredentialsReply.class);
  private Instant now = NOON;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void answersOthersWhileAHashIsMade() {
    ActorRef<Command> customer = customer("CUST-1");
    enter(customer, "CUST-1");

    customer.tell(answer("CALL-1/a", "Johnson"));
    customer.tell(new Command.GetSecondSteps(replies.getRef().narrow()));

    var steps = replies.expectMessageClass(CredentialsReply.SecondSteps.class);
    assertThat(steps.questions())
        .containsExactly(new CredentialsReply.Asked("Q-1", "What is your mother's maiden name?"));
    hash();
    replies.expectMessage(new CredentialsReply.Correct());
  }

  @Test
  void countsTheAttemptBeforeItIsCompared() {
    ActorRef<Command> customer = customer("CUST-2");
    enter(customer, "CUST-2");

    customer.tell(answer("CALL-1/a", "Smith"));

    Runnable hash = replies.awaitAssert(this::next);
    assertThat(journal.persistedInStorage("credentials|CUST-2"))
        .last()
        .isInstanceOf(CredentialsEvent.AttemptReserved.class);
    hash.run();
    replies.expectMessage(new CredentialsReply.Wrong(1));
  }

  @Test
  void takesAnAttemptWhoseEndNobodyKnowsForAFailureAlsoWithTheRightAnswer() {
    ActorRef<Command> customer = customer("CUST-3");
    enter(customer, "CUST-3");
    customer.tell(answer("CALL-1/a", "Smith"));
    journal.expectNextPersistedClass("credentials|CUST-3", CredentialsEvent.AttemptReserved.class);
    KIT.stop(customer);
    ActorRef<Command> again = customer("CUST-3");

    again.tell(answer("CALL-1/a", "Johnson"));

    replies.expectMessage(new CredentialsReply.Wrong(1));
  }

  @Test
  void judgesTheSameAttemptOnceHoweverOftenAsked() {
    ActorRef<Command> customer = customer("CUST-4");
    enter(customer, "CUST-4");
    customer.tell(answer("CALL-1/a", "Smith"));
    customer.tell(answer("CALL-1/a", "Johnson"));
    hash();

    replies.expectMessage(new CredentialsReply.Wrong(1));
    replies.expectMessage(new CredentialsReply.Wrong(1));
    customer.tell(answer("CALL-1/a", "Johnson"));
    replies.expectMessage(new CredentialsReply.Wrong(1));
    assertThat(hashes()).isEmpty();
  }

  @Test
  void givesManyAttemptsAtOnceNoMoreGuessesThanOneAfterTheOther() {
    ActorRef<Command> customer = customer("CUST-5");
    enter(customer, "CUST-5");

    for (int i = 0; i < 20; i++) {
      customer.tell(answer("CALL-" + i + "/a", "guess " + i));
    }
    for (int i = 3; i < 20; i++) {
      assertThat(replies.expectMessageClass(CredentialsReply.Hindered.class).why())
          .isEqualTo(new Hindrance.Delayed(NOON.plus(LIMITS.firstDelay())));
    }
    assertThat(hashes()).hasSize(3);
  }

  @Test
  void locksAcrossCallsAndOpensWhenAPersonResets() {
    ActorRef<Command> customer = customer("CUST-6");
    enter(customer, "CUST-6");
    for (int i = 0; i < 5; i++) {
      now = now.plus(Duration.ofDays(1));
      customer.tell(reserve("CALL-" + i + "/otp"));
      replies.expectMessage(new CredentialsReply.Reserved(i));
      customer.tell(
          new Command.SettleAttempt("CALL-" + i + "/otp", false, replies.getRef().narrow()));
      replies.expectMessage(new CredentialsReply.Settled());
    }
    now = now.plus(Duration.ofDays(365));

    customer.tell(reserve("CALL-6/otp"));
    replies.expectMessage(new CredentialsReply.Hindered(new Hindrance.Locked()));
    customer.tell(new Command.ResetFailures("clerk:jdoe", replies.getRef().narrow()));
    replies.expectMessage(new CredentialsReply.Kept());
    customer.tell(reserve("CALL-6/otp"));
    replies.expectMessage(new CredentialsReply.Reserved(0));
  }

  @Test
  void doesNotLetAReservedAttemptBeComparedTwice() {
    ActorRef<Command> customer = customer("CUST-7");
    customer.tell(reserve("CALL-1/otp"));
    replies.expectMessage(new CredentialsReply.Reserved(0));

    customer.tell(reserve("CALL-1/otp"));

    replies.expectMessage(new CredentialsReply.AlreadyMade(Outcome.OPEN));
  }

  @Test
  void upgradesAnImportedHashAtTheFirstRightAnswer() {
    ActorRef<Command> customer = customer("CUST-8");
    customer.tell(
        new Command.ImportQuestion(
            "Q-1",
            "What is your mother's maiden name?",
            // SHA-256 of "johnson"
            new Secret("2be4e33aa3e21f6ff7ad144f8fd58228a1cce3b50340b4805ff0c63480eec488"),
            replies.getRef().narrow()));
    hash();
    replies.expectMessage(new CredentialsReply.Kept());
    customer.tell(answer("CALL-1/a", "Johnson"));
    hash();

    replies.expectMessage(new CredentialsReply.Correct());
    assertThat(journal.persistedInStorage("credentials|CUST-8"))
        .last()
        .isInstanceOfSatisfying(
            CredentialsEvent.AnswerUpgraded.class,
            upgraded ->
                assertThat(upgraded.answer().form()).isEqualTo(ProtectedAnswer.Form.ANSWER));
  }

  @Test
  void keepsNothingInClear() {
    ActorRef<Command> customer = customer("CUST-9");
    enter(customer, "CUST-9");
    customer.tell(answer("CALL-1/a", "Johnson"));
    hash();
    replies.expectMessage(new CredentialsReply.Correct());
    customer.tell(
        new Command.SetAuthenticator(
            "APP-1",
            Totp.Algorithm.SHA1,
            6,
            new Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            replies.getRef().narrow()));
    replies.expectMessage(new CredentialsReply.Kept());

    assertThat(journal.persistedInStorage("credentials|CUST-9"))
        .hasSize(4)
        .allSatisfy(
            event ->
                assertThat(event.toString())
                    .doesNotContainIgnoringCase("johnson")
                    .doesNotContain("12345678901234567890")
                    .doesNotContain("GEZDGNBVGY3TQOJQ"));
  }

  @Test
  void acceptsACodeOfTheAppOnce() {
    ActorRef<Command> customer = customer("CUST-10");
    customer.tell(app("CALL-0/a", "287082"));
    replies.expectMessage(new CredentialsReply.NotSet());
    customer.tell(
        new Command.SetAuthenticator(
            "APP-1",
            Totp.Algorithm.SHA1,
            6,
            new Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            replies.getRef().narrow()));
    replies.expectMessage(new CredentialsReply.Kept());
    now = Instant.ofEpochSecond(59);

    customer.tell(app("CALL-1/a", "287 082"));
    replies.expectMessage(new CredentialsReply.Correct());
    customer.tell(app("CALL-2/a", "287082"));
    replies.expectMessage(new CredentialsReply.Wrong(1));
  }

  @Test
  void beginsNoHashForWhichThereIsNoRoom() {
    ActorRef<Command> customer =
        KIT.spawn(CredentialsEntity.create("CUST-11", setup(SlowHashing.on(this::later, 1))));
    enter(customer, "CUST-11");
    customer.tell(answer("CALL-1/a", "Smith"));
    customer.tell(answer("CALL-2/a", "Johnson"));

    replies.expectMessage(new CredentialsReply.Busy());
    hash();
    replies.expectMessage(new CredentialsReply.Wrong(1));
    customer.tell(answer("CALL-2/a", "Johnson"));
    hash();
    replies.expectMessage(new CredentialsReply.Correct());
  }

  private ActorRef<Command> customer(String customerId) {
    return KIT.spawn(CredentialsEntity.create(customerId, setup(SlowHashing.on(this::later, 100))));
  }

  private CredentialsEntity.Setup setup(SlowHashing hashing) {
    return new CredentialsEntity.Setup(
        QuickAnswers.create(KEYS),
        SecretSeal.create(KEYS, new SecureRandom()),
        LIMITS,
        hashing,
        () -> now,
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(10), Duration.ofMillis(10), 0));
  }

  private void enter(ActorRef<Command> customer, String customerId) {
    customer.tell(
        new Command.SetQuestion(
            "Q-1",
            "What is your mother's maiden name?",
            new Secret("Johnson"),
            replies.getRef().narrow()));
    hash();
    replies.expectMessage(new CredentialsReply.Kept());
    journal.expectNextPersistedClass(
        "credentials|" + customerId, CredentialsEvent.QuestionSet.class);
  }

  private Command answer(String attemptId, String answer) {
    return new Command.CheckAnswer(
        attemptId, "CALL", "Q-1", new Secret(answer), replies.getRef().narrow());
  }

  private Command app(String attemptId, String code) {
    return new Command.CheckAuthenticatorCode(
        attemptId, "CALL", new Secret(code), replies.getRef().narrow());
  }

  private Command reserve(String attemptId) {
    return new Command.ReserveAttempt(
        attemptId, Factor.ONE_TIME_CODE, "CALL", replies.getRef().narrow());
  }

  private synchronized void later(Runnable hash) {
    hashes.add(hash);
  }

  private synchronized List<Runnable> hashes() {
    return List.copyOf(hashes);
  }

  /** Waits for a hash that was begun, and makes it. */
  private void hash() {
    Runnable hash = replies.awaitAssert(this::next);
    hash.run();
  }

  private synchronized Runnable next() {
    assertThat(hashes).isNotEmpty();
    return hashes.removeFirst();
  }
}
