package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.authentication.Credentials.Hindrance;
import org.voiceteller.core.authentication.Credentials.Outcome;
import org.voiceteller.core.decision.Decision;

class CredentialsTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final CredentialLimits LIMITS = CredentialLimits.standard();
  private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);

  /** A customer's history that a test goes through. */
  private static final class Walk {
    private final List<CredentialsEvent> journal = new ArrayList<>();
    private Credentials state = Credentials.none();
    private Instant now = NOON;
    private int attempts;

    /** Whether the attempt may be made. */
    boolean reserve(Factor factor) {
      attempts++;
      return switch (state.reserve(last(), factor, "CALL-" + attempts, LIMITS, now)) {
        case Decision.Accepted<CredentialsEvent, Hindrance>(var events) -> {
          keep(events);
          yield true;
        }
        case Decision.Refused<CredentialsEvent, Hindrance> _ -> false;
      };
    }

    String last() {
      return "CALL/" + attempts;
    }

    void settle(boolean correct) {
      keep(state.settle(last(), correct, LIMITS, now));
    }

    void keep(List<CredentialsEvent> events) {
      journal.addAll(events);
      state = state.after(events);
    }
  }

  @Test
  void countsAnAttemptFromTheMomentItIsReserved() {
    Walk walk = new Walk();

    assertThat(walk.reserve(Factor.ONE_TIME_CODE)).isTrue();

    assertThat(walk.state.failures(Factor.ONE_TIME_CODE)).isEqualTo(1);
    assertThat(walk.state.attempt(walk.last()).orElseThrow().outcome()).isEqualTo(Outcome.OPEN);
  }

  @Test
  void makesEachFailureBeyondTheFreeOnesWaitTwiceAsLong() {
    Walk walk = new Walk();
    for (int i = 0; i < LIMITS.free(); i++) {
      assertThat(walk.reserve(Factor.SECURITY_ANSWER)).isTrue();
      walk.settle(false);
    }
    Duration expected = LIMITS.firstDelay();
    for (int beyond = 0; beyond < 8; beyond++) {
      Instant allowed = walk.now.plus(expected);
      assertThat(walk.state.hindrance(Factor.SECURITY_ANSWER, LIMITS, walk.now))
          .hasValue(new Hindrance.Delayed(allowed));
      walk.now = allowed.minusMillis(1);
      assertThat(walk.reserve(Factor.SECURITY_ANSWER)).isFalse();
      walk.now = allowed;
      assertThat(walk.reserve(Factor.SECURITY_ANSWER)).isTrue();
      walk.settle(false);
      expected = Duration.ofMillis(Math.min(2 * expected.toMillis(), 3_600_000));
    }
  }

  @Test
  void locksForGoodAtTheHardLimitUntilAPersonResetsIt() {
    Walk walk = new Walk();
    int made = 0;
    for (int day = 0; day < 365; day++) {
      walk.now = walk.now.plus(Duration.ofDays(1));
      if (walk.reserve(Factor.ONE_TIME_CODE)) {
        made++;
        walk.settle(false);
      }
    }

    assertThat(made).isEqualTo(LIMITS.hardLimit());
    assertThat(walk.journal).last().isInstanceOf(CredentialsEvent.FactorLocked.class);
    assertThat(walk.state.hindrance(Factor.ONE_TIME_CODE, LIMITS, walk.now))
        .hasValue(new Hindrance.Locked());

    walk.keep(accepted(walk.state.reset("clerk:jdoe", walk.now)));

    assertThat(walk.reserve(Factor.ONE_TIME_CODE)).isTrue();
  }

  @Test
  void staysLockedWhenTheLimitIsRaisedLater() {
    Walk walk = new Walk();
    for (int day = 0; day < LIMITS.hardLimit(); day++) {
      walk.now = walk.now.plus(Duration.ofDays(1));
      walk.reserve(Factor.ONE_TIME_CODE);
      walk.settle(false);
    }
    var raised = new CredentialLimits(5, Duration.ofSeconds(1), Duration.ofSeconds(1), 50);

    assertThat(walk.state.hindrance(Factor.ONE_TIME_CODE, raised, walk.now.plusSeconds(60)))
        .hasValue(new Hindrance.Locked());
  }

  @Test
  void takesTheCountBackOnSuccessOfThatKindOnly() {
    Walk walk = new Walk();
    walk.reserve(Factor.SECURITY_ANSWER);
    walk.settle(false);
    walk.reserve(Factor.ONE_TIME_CODE);
    walk.settle(true);

    assertThat(walk.state.failures(Factor.ONE_TIME_CODE)).isZero();
    assertThat(walk.state.failures(Factor.SECURITY_ANSWER)).isEqualTo(1);
  }

  @Test
  void settlesAnAttemptOnce() {
    Walk walk = new Walk();
    walk.reserve(Factor.ONE_TIME_CODE);
    walk.settle(false);

    assertThat(walk.state.settle(walk.last(), true, LIMITS, NOON)).isEmpty();
    assertThat(walk.state.settle("CALL/never", true, LIMITS, NOON)).isEmpty();
  }

  /** One step of somebody who tries: how long they wait, at what, and what comes of it. */
  record Step(int waitSeconds, Factor factor, int outcome) {}

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.of(0, 1, 30, 61, 3_600, 86_400),
            Arbitraries.of(Factor.class),
            Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(6, 1), Tuple.of(3, 2)))
        .as(Step::new)
        .list()
        .ofMaxSize(150);
  }

  @Property(tries = 300)
  void neverAllowsMoreThanTheHardLimitBetweenTwoSuccesses(@ForAll("histories") List<Step> history) {
    Walk walk = new Walk();
    int[] sinceSuccess = new int[Factor.values().length];
    for (Step step : history) {
      walk.now = walk.now.plusSeconds(step.waitSeconds());
      int kind = step.factor().ordinal();
      if (walk.reserve(step.factor())) {
        sinceSuccess[kind]++;
        switch (step.outcome()) {
          case 0 -> {
            walk.settle(true);
            sinceSuccess[kind] = 0;
          }
          case 1 -> walk.settle(false);
          default -> {
            // The node died in between.
          }
        }
      }
      assertThat(sinceSuccess[kind]).isLessThanOrEqualTo(LIMITS.hardLimit());
      assertThat(walk.state.failures(step.factor())).isEqualTo(sinceSuccess[kind]);
    }
    assertThat(Credentials.none().after(walk.journal)).isEqualTo(walk.state);
  }

  @Test
  void acceptsACodeOfTheAppOnceAndCountsTheReplay() {
    Walk walk = new Walk();
    walk.keep(accepted(walk.state.setAuthenticator(app(), NOON)));
    Secret code = new Secret(Totp.usual().code(SEED, Totp.usual().stepAt(NOON)));

    walk.keep(accepted(walk.state.tryCode("CALL-1/a", "CALL-1", SEED, code, LIMITS, NOON)));
    assertThat(walk.state.attempt("CALL-1/a").orElseThrow().outcome()).isEqualTo(Outcome.SUCCEEDED);

    walk.keep(accepted(walk.state.tryCode("CALL-2/a", "CALL-2", SEED, code, LIMITS, NOON)));
    assertThat(walk.state.attempt("CALL-2/a").orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(walk.state.failures(Factor.AUTHENTICATOR_CODE)).isEqualTo(1);
  }

  @Test
  void judgesAnAttemptAtACodeOnce() {
    Walk walk = new Walk();
    walk.keep(accepted(walk.state.setAuthenticator(app(), NOON)));
    Secret code = new Secret(Totp.usual().code(SEED, Totp.usual().stepAt(NOON)));
    walk.keep(
        accepted(
            walk.state.tryCode("CALL-1/a", "CALL-1", SEED, new Secret("000000"), LIMITS, NOON)));

    assertThat(accepted(walk.state.tryCode("CALL-1/a", "CALL-1", SEED, code, LIMITS, NOON)))
        .isEmpty();
  }

  @Test
  void refusesLimitsThatLimitNothing() {
    assertThatThrownBy(
            () -> new CredentialLimits(5, Duration.ofMinutes(1), Duration.ofHours(1), 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CredentialLimits(5, Duration.ZERO, Duration.ofHours(1), 20))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AuthenticatorApp app() {
    return new AuthenticatorApp(
        "APP-1", Totp.Algorithm.SHA1, 6, 30, new SealedSecret("1", "nonce", "sealed"));
  }

  private static List<CredentialsEvent> accepted(Decision<CredentialsEvent, Hindrance> decision) {
    return switch (decision) {
      case Decision.Accepted<CredentialsEvent, Hindrance>(var events) -> events;
      case Decision.Refused<CredentialsEvent, Hindrance>(var why) ->
          throw new AssertionError("Refused: " + why);
    };
  }
}
