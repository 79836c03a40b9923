package org.voiceteller.core.guard;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.guard.Judgement.Reason;

/**
 * Judges what the agent is about to say by what the call's journal holds. The bank's own sentences
 * pass as they are. Anything else passes unless it claims that something was done which no tool of
 * this call has done, names a number to write down that none has issued, or an amount that neither
 * a tool has told nor the caller has said.
 */
public final class ClaimGuard {

  private static final String SORRY = "I'm sorry, I misspoke. ";

  /** A sentence about what was before the call. */
  private static final Pattern PAST =
      Pattern.compile(
          "(?i)\\b(?:on|since|in|last|dated|yesterday|ago|earlier)\\b.{0,12}\\b(?:january|february"
              + "|march|april|may|june|july|august|september|october|november|december|monday"
              + "|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|year|days?)\\b"
              + "|\\byesterday\\b|\\b\\d+ days ago\\b");

  /** What a past that was looked up can hold. */
  private static final Set<ClaimedAction> OF_THE_PAST =
      EnumSet.of(
          ClaimedAction.TRANSFER,
          ClaimedAction.BILL_PAID,
          ClaimedAction.CASE_OPENED,
          ClaimedAction.MONEY_RETURNED,
          ClaimedAction.PAYMENT_STOPPED,
          ClaimedAction.REPLACEMENT_ORDERED,
          ClaimedAction.CARD_DEACTIVATED);

  private ClaimGuard() {}

  public static ClaimGuard create() {
    return new ClaimGuard();
  }

  /**
   * @param utterance one or more sentences, before they are heard
   */
  public Judgement judge(String utterance, CallFacts facts) {
    for (String sentence : Sentence.split(utterance)) {
      Judgement judgement = sentence(sentence, facts);
      if (judgement instanceof Judgement.Cut) {
        return judgement;
      }
    }
    return new Judgement.LetThrough();
  }

  private static Judgement sentence(String sentence, CallFacts facts) {
    if (facts.isBanksOwn(sentence)) {
      return new Judgement.LetThrough();
    }
    ClaimedAction unfounded = unfounded(sentence, facts);
    if (unfounded != null) {
      return new Judgement.Cut(Reason.ACTION_NOT_DONE, notDone(unfounded, facts));
    }
    if (!SpokenIds.in(sentence).stream().allMatch(facts::holdsNumber)) {
      return new Judgement.Cut(Reason.NUMBER_NOT_ISSUED, numberInTruth(facts));
    }
    String digits = SpokenIds.announcedDigits(sentence);
    if (!digits.isEmpty() && !facts.holdsDigits(digits)) {
      return new Judgement.Cut(Reason.NUMBER_NOT_ISSUED, numberInTruth(facts));
    }
    if (!SpokenNumbers.amounts(sentence).stream().allMatch(facts::holdsAmount)) {
      return new Judgement.Cut(Reason.AMOUNT_NOT_TOLD, amountInTruth(facts));
    }
    return new Judgement.LetThrough();
  }

  private static @Nullable ClaimedAction unfounded(String sentence, CallFacts facts) {
    boolean isPast = facts.hasHistory() && PAST.matcher(sentence).find();
    return SpokenClaims.in(sentence).stream()
        .filter(action -> !facts.holds(action))
        .filter(action -> !(isPast && OF_THE_PAST.contains(action)))
        .findFirst()
        .orElse(null);
  }

  private static String notDone(ClaimedAction action, CallFacts facts) {
    String say = facts.lastSay();
    return SORRY + action.correction() + (say != null && facts.isProposalOpen() ? " " + say : "");
  }

  private static String numberInTruth(CallFacts facts) {
    String confirmation = facts.lastConfirmation();
    return SORRY
        + (confirmation == null
            ? "There is no confirmation number for that."
            : "Your confirmation number is " + confirmation + ".");
  }

  private static String amountInTruth(CallFacts facts) {
    String say = facts.lastSay();
    return SORRY
        + (say != null && !SpokenNumbers.amounts(say).isEmpty()
            ? say
            : "I have to look that up first.");
  }
}
