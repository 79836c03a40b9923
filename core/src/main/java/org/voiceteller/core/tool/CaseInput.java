package org.voiceteller.core.tool;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.dispute.DisputeReason;

/** What the tools are asked that open cases for wrong charges and tell how they stand. */
public sealed interface CaseInput extends ToolInput {

  String MERCHANT = "The shop, person or firm of the charge, or a part of its name.";
  String CHARGED = "The dollars that were charged.";
  String DAY = "The day of the charge, when the caller said it.";
  String CARD_ENDING = "The last four digits of the card, when the caller named them.";

  record DisputeCharge(
      @Field(title = "merchant", description = MERCHANT) @Nullable String merchant,
      @Field(title = "amount", description = CHARGED, format = "amount", pattern = AMOUNT)
          @Nullable BigDecimal amount,
      @Field(title = "day of the charge", description = DAY, format = "date", pattern = DATE)
          @Nullable LocalDate transactionDate,
      @Field(title = "reason", description = "What is wrong with the charge, when the caller said.")
          @Nullable DisputeReason reason)
      implements CaseInput {}

  record ReportFraud(
      @Field(title = "merchant", description = MERCHANT) @Nullable String merchant,
      @Field(title = "amount", description = CHARGED, format = "amount", pattern = AMOUNT)
          @Nullable BigDecimal amount,
      @Field(title = "day of the charge", description = DAY, format = "date", pattern = DATE)
          @Nullable LocalDate transactionDate,
      @Field(title = "card ending", description = CARD_ENDING, pattern = FOUR_DIGITS)
          @Nullable String cardEnding)
      implements CaseInput {}

  record CheckDisputeStatus(
      @Field(
              title = "case number",
              description =
                  "The number of the dispute or fraud case, as DISPUTE-20240115-001, when the"
                      + " caller has it.")
          @Nullable String caseNumber)
      implements CaseInput {}

  record ExplainProvisionalCredit() implements CaseInput {}
}
