package org.voiceteller.core.tool;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.ReplacementTimes;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.DisputeCase;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.money.MoneyWords;

/** What is told of disputes and fraud cases; the days that are told stand in the case. */
public record CaseAnswers(CasePolicy policy, ReplacementTimes times) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

  /** Nothing was said of the charge: which one is it? */
  public ToolAnswer whichCharge() {
    return ToolAnswer.refused(
            "Which charge would you like to dispute? Please tell me the merchant and the amount.")
        .then(Tool.DISPUTE_CHARGE, "merchant", "amount");
  }

  /** A charge that may still change or drop off is not disputed yet. */
  public ToolAnswer stillPending() {
    return ToolAnswer.refused(
        "That charge is still pending. It may change or drop off by itself; once it is posted, I"
            + " can file a dispute for it. If you didn't make it, tell me and I'll report it as"
            + " fraud now.");
  }

  /** The law's time to tell of the error is over. */
  public ToolAnswer tooLate(LocalDate until) {
    return ToolAnswer.refused(
        "Under Regulation E, a charge is disputed within 60 days of the statement that shows it."
            + " For that one, the time ended on %s, so I can't file a dispute for it."
                .formatted(DAY.format(until)));
  }

  /** The card that charges were made with that its holder did not make. */
  public CardChoice fraudCard(@Nullable String ending, List<Card> cards) {
    return CardAnswers.lost(Tool.REPORT_FRAUD, ending, cards);
  }

  /** The card is out of use, and no charge was named yet. */
  public ToolAnswer deactivatedForFraud(Card.Details card) {
    return ToolAnswer.succeeded(
            "I'm immediately deactivating your card for security. Can you tell me which"
                + " transactions appear fraudulent?")
        .with("cardEnding", String.valueOf(card.lastFour()))
        .about(card.cardId())
        .then(Tool.REPORT_FRAUD, "merchant", "amount", "transactionDate");
  }

  /** The card is out of use, and the charge that was named is not known. */
  public ToolAnswer deactivatedBut(ToolAnswer notFound) {
    return notFound.prefaced("I've deactivated your card for security.");
  }

  /** A dispute was opened. */
  public ToolAnswer disputed(Intake intake) {
    String credit =
        intake.provisionalCredit().minorUnits() == 0
            ? ""
            : " You'll receive a provisional credit of %s within %s while we investigate."
                .formatted(money(intake.provisionalCredit()), creditDays());
    return ToolAnswer.succeeded(
            ("I've filed a dispute for the %s charge at %s. Your case number is %s. We'll contact"
                    + " the merchant within %s.%s The full investigation will be completed within"
                    + " %d days. You'll receive email updates as the case progresses.%s")
                .formatted(
                    money(intake.charge().amount()),
                    merchant(intake),
                    intake.caseNumber(),
                    businessDays(policy.promise().merchantContactBusinessDays()),
                    credit,
                    policy.promise().resolutionDays(),
                    confirmation(intake)))
        .with("provisionalCreditBy", String.valueOf(intake.clocks().promisedCredit()))
        .with("resolutionBy", intake.clocks().promisedResolution().toString())
        .requiring(confirmation(intake))
        .about(intake.caseNumber())
        .confirmedBy(intake.caseNumber());
  }

  /**
   * A fraud case was opened.
   *
   * @param card out of use; null when the charge was made without one
   */
  public ToolAnswer reported(Intake intake, @Nullable Card card) {
    String deactivated =
        card instanceof Card.Deactivated
            ? " Your card is deactivated, and a replacement will arrive in %s."
                .formatted(times.spoken())
            : "";
    String credit =
        intake.clocks().inTime() && intake.provisionalCredit().minorUnits() > 0
            ? "We'll investigate and you'll receive provisional credit within %s."
                .formatted(creditDays())
            : "We'll investigate and tell you the result within %d days."
                .formatted(policy.promise().resolutionDays());
    return ToolAnswer.succeeded(
            "I've created fraud case #%s.%s %s %s%s"
                .formatted(
                    intake.caseNumber(),
                    deactivated,
                    liability(intake),
                    credit,
                    confirmation(intake)))
        .with("amount", money(intake.charge().amount()))
        .with("merchant", merchant(intake))
        .with("resolutionBy", intake.clocks().promisedResolution().toString())
        .requiring(confirmation(intake))
        .about(intake.caseNumber())
        .confirmedBy(intake.caseNumber());
  }

  private static String liability(Intake intake) {
    return intake.liability().minorUnits() == 0
        ? "Under Regulation E, you have zero liability for unauthorized transactions."
        : "Under Regulation E, your liability for these unauthorized transactions is at most %s."
            .formatted(money(intake.liability()));
  }

  /** The consumer is told of the requirement and where to: 12 CFR 1005.11(b)(2). */
  private String confirmation(Intake intake) {
    LocalDate until = intake.clocks().writtenConfirmation();
    return until == null || policy.confirmationAddress() == null
        ? ""
        : " Please confirm this in writing by %s to %s."
            .formatted(DAY.format(until), policy.confirmationAddress());
  }

  /** The charge has a case from before. */
  public ToolAnswer already(DisputeCase known) {
    return statuses(List.of(known)).prefaced("There is a case for that charge already.");
  }

  /**
   * How cases stand.
   *
   * @param cases newest first
   */
  public ToolAnswer statuses(List<DisputeCase> cases) {
    List<Intake> intakes = cases.stream().flatMap(one -> one.opened().stream()).toList();
    if (intakes.isEmpty()) {
      return ToolAnswer.succeeded("You have no dispute or fraud case with us.");
    }
    String numbers = intakes.stream().map(Intake::caseNumber).collect(Collectors.joining(" "));
    ToolAnswer answer =
        ToolAnswer.succeeded(cases.stream().map(this::status).collect(Collectors.joining(" ")))
            .with("cases", intakes.stream().map(Intake::caseNumber).toList())
            .about(numbers);
    return intakes.size() == 1 ? answer.confirmedBy(numbers) : answer;
  }

  /** The customer has no such case. */
  public ToolAnswer noSuchCase(String caseNumber) {
    return ToolAnswer.refused(
            "I don't find case %s under your name. Could you read me the number again?"
                .formatted(caseNumber))
        .then(Tool.CHECK_DISPUTE_STATUS, "caseNumber");
  }

  private String status(DisputeCase state) {
    return switch (state) {
      case DisputeCase.Unopened _ -> "";
      case DisputeCase.Investigating open -> name(open.intake()) + investigating(open);
      case DisputeCase.Decided decided ->
          name(decided.intake())
              + decided(decided.finding(), decided.credit(), decided.settlement());
      case DisputeCase.Closed closed ->
          name(closed.intake()) + decided(closed.finding(), closed.credit(), closed.settlement());
    };
  }

  private static String name(Intake intake) {
    return "%s %s, %s at %s: "
        .formatted(
            intake.kind() == CaseKind.FRAUD ? "Fraud case" : "Dispute",
            intake.caseNumber(),
            money(intake.charge().amount()),
            merchant(intake));
  }

  private String investigating(DisputeCase.Investigating open) {
    CaseClocks clocks = open.intake().clocks();
    String until = DAY.format(clocks.promisedResolution());
    if (open.credit() != null && open.credit().done()) {
      return "we're investigating and will finish by %s. A provisional credit of %s is on your account."
          .formatted(until, money(open.credit().amount()));
    }
    if (clocks.writtenConfirmation() != null && !open.confirmed()) {
      return "we're investigating and will finish by %s.".formatted(until)
          + confirmation(open.intake());
    }
    return open.creditDue()
        .map(
            due ->
                "we're investigating and will finish by %s. You'll receive a provisional credit of %s by %s."
                    .formatted(until, money(open.intake().provisionalCredit()), DAY.format(due)))
        .orElse("we're investigating and will finish by %s.".formatted(until));
  }

  private static String decided(
      Finding finding, @Nullable Posting credit, @Nullable Posting settlement) {
    return switch (finding) {
      case FOR_CUSTOMER ->
          settlement != null && !settlement.done()
              ? "it was decided in your favor. %s will be credited to your account within 1 business day."
                  .formatted(money(settlement.amount()))
              : "it was decided in your favor, and the credit is final.";
      case FOR_MERCHANT -> {
        String stands =
            "it was decided that the charge stands. You can ask for the documents we relied on.";
        if (credit == null || settlement == null) {
          yield stands;
        }
        yield settlement.done()
            ? stands + " The provisional credit was taken back."
            : stands
                + " The provisional credit of %s will be taken back on %s."
                    .formatted(money(credit.amount()), DAY.format(settlement.due()));
      }
    };
  }

  private String creditDays() {
    return businessDays(policy.promise().provisionalCreditBusinessDays());
  }

  private static String businessDays(int days) {
    return days == 1 ? "1 business day" : days + " business days";
  }

  private static String merchant(Intake intake) {
    return MerchantDescriptors.spokenName(intake.charge().merchant().descriptor());
  }

  private static String money(Money amount) {
    return MoneyWords.sizeInFigures(amount);
  }
}
