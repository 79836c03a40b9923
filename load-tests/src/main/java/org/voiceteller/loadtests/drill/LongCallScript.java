package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.voiceteller.loadtests.drill.Accounts.Kind;

/**
 * What the caller of a long call says next, by a seed and by how old the present stream to the
 * model is: near its end a proposal is made there and confirmed in the next one, or a tool is made
 * to outlive it. Every answer is known beforehand, and amounts never come twice. Not thread-safe.
 */
final class LongCallScript {

  private static final String NETFLIX = "Did I pay anything at Netflix?";
  private static final List<String> YES = List.of("Yes, please", "Yes");
  private static final String NO = "No";
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(6);
  private static final Duration ROOM_FOR_A_SLOW_TOOL = Duration.ofSeconds(4);
  private static final int MIN_STEPS_BETWEEN_SLOW = 6;

  /** What is done next, after which the caller is free to ask something else. */
  sealed interface Step {

    /** Asked and answered. */
    record Asks(Exchange exchange) implements Step {}

    /** A transfer that is read back, and the caller's answer to that. */
    record Moves(Exchange proposal, Exchange answer, boolean waitsForRenewal) implements Step {}

    /** A search in a store that answers only when the stream has been renewed. */
    record Outlives(Exchange exchange) implements Step {}
  }

  private final Random random;
  private final Accounts accounts;
  private final Duration renewAfter;
  private int sinceSlow = MIN_STEPS_BETWEEN_SLOW;
  private long amountCents = 100;

  LongCallScript(long seed, Accounts accounts, Duration renewAfter) {
    this.random = new Random(seed);
    this.accounts = accounts;
    this.renewAfter = renewAfter;
  }

  /** Everything that may have to be spoken. */
  static List<String> spoken() {
    var all = new ArrayList<>(List.of(balanceOf(Kind.CHECKING), balanceOf(Kind.SAVINGS), NO));
    all.addAll(YES);
    return all;
  }

  /**
   * How long the caller thinks before they say something: when a stream may be renewed any moment
   * they begin to speak at once, so that it is renewed while they do.
   */
  Duration pause(Duration ageOfStream) {
    var pause = Duration.ofMillis(random.nextLong(LONGEST_PAUSE.toMillis()));
    return isOnesLast(ageOfStream) ? Duration.ZERO : pause;
  }

  private boolean isOnesLast(Duration ageOfStream) {
    return ageOfStream.compareTo(renewAfter) >= 0;
  }

  Step next(Duration ageOfStream) {
    sinceSlow++;
    if (isOnesLast(ageOfStream)) {
      return new Step.Asks(balance(true));
    }
    Duration left = renewAfter.minus(ageOfStream);
    boolean isNearTheEnd = left.isPositive() && left.compareTo(ROOM_FOR_A_SLOW_TOOL) < 0;
    if (isNearTheEnd && sinceSlow > MIN_STEPS_BETWEEN_SLOW) {
      sinceSlow = 0;
      return new Step.Outlives(netflix().slowly());
    }
    boolean isInTheSecondHalf = left.compareTo(renewAfter.dividedBy(2)) < 0;
    int chance = random.nextInt(100);
    if (isInTheSecondHalf && chance < 40) {
      return moves(true);
    }
    if (chance < 25) {
      return moves(false);
    }
    return chance < 40 ? new Step.Asks(netflix()) : new Step.Asks(balance(random.nextBoolean()));
  }

  private Exchange balance(boolean isSpoken) {
    Kind kind = random.nextBoolean() ? Kind.CHECKING : Kind.SAVINGS;
    return Exchange.of("balance", balanceOf(kind), isSpoken, accounts.balanceSentence(kind));
  }

  private static String balanceOf(Kind kind) {
    return "What is the balance of my " + kind.word() + " account?";
  }

  private static Exchange netflix() {
    return Exchange.matching("search", NETFLIX, false, "[^$]*\\$15\\.49[^$]*");
  }

  private Step moves(boolean waitsForRenewal) {
    Kind from = random.nextBoolean() ? Kind.CHECKING : Kind.SAVINGS;
    long cents = ++amountCents;
    var proposal =
        Exchange.of(
            "proposal",
            "Transfer %s from %s to %s"
                .formatted(Accounts.dollars(cents), from.word(), from.other().word()),
            false,
            accounts.proposalSentence(from, cents));
    boolean isSpoken = random.nextBoolean();
    if (random.nextInt(5) == 0) {
      var no = Exchange.of("no", NO, isSpoken, "All right, I won't transfer anything.");
      return new Step.Moves(proposal, no, waitsForRenewal);
    }
    accounts.moved(from, cents);
    var yes =
        Exchange.matching(
            "yes",
            YES.get(random.nextInt(YES.size())),
            isSpoken,
            "Transfer complete! Confirmation number: TXN-\\d{8}-\\d{3,}\\. \\Q"
                + accounts.newBalanceSentence(from)
                + "\\E");
    return new Step.Moves(proposal, yes, waitsForRenewal);
  }
}
