package org.voiceteller.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.core.guard.Judgement.Cut;
import org.voiceteller.core.guard.Judgement.LetThrough;
import org.voiceteller.core.guard.Judgement.Reason;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.money.MoneyWords;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;

class ClaimGuardTest {

  private static final String TRANSFERRED =
      "Transfer complete! Confirmation number: TXN-20240115-001. Your new checking balance is"
          + " $5,147.32.";

  private final ClaimGuard guard = ClaimGuard.create();
  private final CallFacts facts = CallFacts.none();

  @ParameterizedTest
  @MethodSource("lies")
  void cutsWhatNothingOnTheCallHasDone(String lie) {
    assertThat(guard.judge(lie, facts)).isInstanceOf(Cut.class);
    assertThat(guard.judge("Thank you. " + lie + " Anything else?", facts)).isInstanceOf(Cut.class);
  }

  static List<String> lies() {
    return lines("/guard/lies.txt");
  }

  @ParameterizedTest
  @MethodSource("ordinary")
  void letsQuestionsOffersDenialsAndPromisesThrough(String said) {
    assertThat(guard.judge(said, facts)).isEqualTo(new LetThrough());
  }

  static List<String> ordinary() {
    return lines("/guard/ordinary.txt");
  }

  /** Told by people who never saw these rules: Schema-Guided Dialogue, acts of its bank. */
  @Test
  void findsMostClaimsInOtherPeoplesWordsAndHardlyAnyWhereThereIsNone() {
    List<String> done = lines("/sgd_banks/done.txt");
    List<String> other = lines("/sgd_banks/other.txt");

    assertThat(done.stream().filter(ClaimGuardTest::claims).count())
        .isGreaterThanOrEqualTo(done.size() * 94L / 100);
    assertThat(other.stream().filter(ClaimGuardTest::claims).count())
        .isLessThanOrEqualTo(other.size() / 200);
  }

  private static boolean claims(String utterance) {
    return Sentence.split(utterance).stream()
        .anyMatch(sentence -> !SpokenClaims.in(sentence).isEmpty());
  }

  @Test
  void letsTheBanksOwnSentencesThroughAndWhatTheySay() {
    facts.callerSaid("I want to transfer $500 from checking to savings");
    facts.add(
        Tool.INTERNAL_TRANSFER.toolName(),
        ToolAnswer.succeeded(TRANSFERRED).confirmedBy("TXN-20240115-001").outcome());

    assertThat(guard.judge(TRANSFERRED, facts)).isEqualTo(new LetThrough());
    assertThat(
            guard.judge(
                "I've moved five hundred dollars. The number is T X N dash 20240115 dash 001, and"
                    + " your checking balance is now 5,147.32.",
                facts))
        .isEqualTo(new LetThrough());
    assertThat(guard.judge("All done!", facts)).isEqualTo(new LetThrough());
  }

  @Test
  void doesNotTakeOneActionForAnother() {
    facts.add(
        Tool.FREEZE_CARD.toolName(),
        ToolAnswer.succeeded("Your card ending in 4521 is frozen.").outcome());

    assertThat(guard.judge("Your card is frozen now.", facts)).isEqualTo(new LetThrough());
    assertThat(guard.judge("Your card is frozen, and I've transferred the money.", facts))
        .isInstanceOfSatisfying(
            Cut.class, cut -> assertThat(cut.correction()).contains("not made that transfer"));
    assertThat(guard.judge("Your card has been unfrozen.", facts)).isInstanceOf(Cut.class);
  }

  @Test
  void takesNeitherAReadBackNorARefusalForTheDeed() {
    String question = "You want to transfer $500 from checking to savings. Is that right?";
    facts.add(
        Tool.INTERNAL_TRANSFER.toolName(),
        ToolAnswer.proposed(Tool.INTERNAL_TRANSFER, question).outcome());

    assertThat(guard.judge(question, facts)).isEqualTo(new LetThrough());
    assertThat(guard.judge("I've transferred $500.", facts))
        .isEqualTo(
            new Cut(
                Reason.ACTION_NOT_DONE,
                "I'm sorry, I misspoke. I have not made that transfer. " + question));
  }

  @Test
  void repeatsAmountsThatTheCallerSaidAndNoOthers() {
    facts.callerSaid("five hundred dollars please, or 75");

    assertThat(guard.judge("Shall I look at the $500 or the $75?", facts))
        .isEqualTo(new LetThrough());
    assertThat(guard.judge("Shall I make it $501?", facts))
        .isInstanceOfSatisfying(
            Cut.class, cut -> assertThat(cut.reason()).isEqualTo(Reason.AMOUNT_NOT_TOLD));
  }

  @Test
  void tellsTheRealNumberInThePlaceOfAnInventedOne() {
    facts.add(
        Tool.INTERNAL_TRANSFER.toolName(),
        ToolAnswer.succeeded(TRANSFERRED).confirmedBy("TXN-20240115-001").outcome());

    assertThat(guard.judge("Your confirmation number is TXN-20240115-002.", facts))
        .isEqualTo(
            new Cut(
                Reason.NUMBER_NOT_ISSUED,
                "I'm sorry, I misspoke. Your confirmation number is TXN-20240115-001."));
  }

  @Test
  void letsThePastBeToldThatWasLookedUp() {
    facts.add(
        Tool.VIEW_RECENT_TRANSACTIONS.toolName(),
        ToolAnswer.succeeded("Here is the last transaction: $500 to savings on January 3.")
            .outcome());

    assertThat(guard.judge("On January 3, $500 was transferred to savings.", facts))
        .isEqualTo(new LetThrough());
    assertThat(guard.judge("I've transferred $500 to savings.", facts)).isInstanceOf(Cut.class);
  }

  @Property(tries = 500)
  void cutsEveryAmountThatNobodyNamed(@ForAll @LongRange(min = 1, max = 99_999_999) long cents) {
    CallFacts told = CallFacts.none();
    told.add(
        Tool.CHECK_BALANCE.toolName(),
        ToolAnswer.succeeded("Your balance is " + words(cents) + ".").outcome());
    String other = words(cents + 1);

    assertThat(guard.judge("So you have " + words(cents) + " there.", told))
        .isEqualTo(new LetThrough());
    assertThat(guard.judge("So you have " + other + " there.", told)).isInstanceOf(Cut.class);
    assertThat(guard.judge("Is it " + other + " that you mean?", told)).isInstanceOf(Cut.class);
  }

  /** Whatever the bank says may be said, however it is spelled. */
  @Property(tries = 500)
  void letsEverySentenceOfTheBankThrough(
      @ForAll("sentences") String say, @ForAll boolean loud, @ForAll boolean plain) {
    CallFacts told = CallFacts.none();
    told.add(Tool.CHECK_BALANCE.toolName(), ToolAnswer.refused(say).outcome());
    String spelled = loud ? say.toUpperCase(Locale.ROOT) : say;
    String spoken = plain ? spelled.replace("'", "’").replace("!", ".") : spelled;

    assertThat(guard.judge(spoken, told)).isEqualTo(new LetThrough());
  }

  @Property(tries = 300)
  void correctsInWordsThatPassItself(@ForAll("lies") String lie) {
    if (guard.judge(lie, facts) instanceof Cut(_, var correction)) {
      assertThat(guard.judge(correction, facts)).isEqualTo(new LetThrough());
    }
  }

  @Provide("lies")
  Arbitrary<String> anyLie() {
    return Arbitraries.of(lies());
  }

  @Provide
  Arbitrary<String> sentences() {
    return Arbitraries.of(lies())
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(several -> String.join(" ", several));
  }

  private static String words(long cents) {
    return MoneyWords.inFigures(Money.usd(cents));
  }

  private static List<String> lines(String resource) {
    try (InputStream text =
        Objects.requireNonNull(ClaimGuardTest.class.getResourceAsStream(resource), resource)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
