package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.loadtests.drill.LongCallScript.Step;

class LongCallScriptTest {

  private static final Duration RENEW_AFTER = Duration.ofSeconds(24);

  @Test
  void saysTheSameForTheSameSeed() {
    assertThat(steps(7).toString()).isEqualTo(steps(7).toString());
    assertThat(steps(7).toString()).isNotEqualTo(steps(8).toString());
  }

  @Test
  void movesEveryAmountOnceAndKnowsWhatIsLeft() {
    var accounts = Accounts.ofPatExample();
    long total = accounts.cents(Accounts.Kind.CHECKING) + accounts.cents(Accounts.Kind.SAVINGS);
    var script = new LongCallScript(1, accounts, RENEW_AFTER);
    var proposals = new ArrayList<String>();
    for (int i = 0; i < 500; i++) {
      if (script.next(Duration.ofSeconds(i % 30)) instanceof Step.Moves(var proposal, _, _)) {
        proposals.add(proposal.says());
      }
    }

    assertThat(new HashSet<>(proposals)).hasSameSizeAs(proposals).hasSizeGreaterThan(100);
    assertThat(accounts.cents(Accounts.Kind.CHECKING) + accounts.cents(Accounts.Kind.SAVINGS))
        .isEqualTo(total);
  }

  @Test
  void letsAToolOutliveAStreamThatIsAboutToEnd() {
    var script = new LongCallScript(1, Accounts.ofPatExample(), RENEW_AFTER);

    assertThat(script.next(Duration.ofSeconds(22))).isInstanceOf(Step.Outlives.class);
    assertThat(script.next(Duration.ofSeconds(22))).isNotInstanceOf(Step.Outlives.class);
  }

  @Test
  void speaksAtOnceWhenAStreamMayBeRenewedAnyMoment() {
    var script = new LongCallScript(1, Accounts.ofPatExample(), RENEW_AFTER);

    assertThat(script.pause(Duration.ofSeconds(25))).isZero();
    assertThat(script.next(Duration.ofSeconds(25)))
        .isInstanceOfSatisfying(
            Step.Asks.class, asks -> assertThat(asks.exchange().isSpoken()).isTrue());
  }

  @Test
  void saysAmountsAsTheBankDoes() {
    assertThat(Accounts.dollars(564_732)).isEqualTo("$5,647.32");
    assertThat(Accounts.dollars(20_000)).isEqualTo("$200");
    assertThat(Accounts.dollars(107)).isEqualTo("$1.07");
  }

  private static List<Step> steps(long seed) {
    var script = new LongCallScript(seed, Accounts.ofPatExample(), RENEW_AFTER);
    var steps = new ArrayList<Step>();
    for (int i = 0; i < 50; i++) {
      steps.add(script.next(Duration.ofSeconds(i % 30)));
    }
    return steps;
  }
}
