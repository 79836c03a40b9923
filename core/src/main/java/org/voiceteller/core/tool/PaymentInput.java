package org.voiceteller.core.tool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.transfer.TransferKind;

/** What the tools are asked that move money, stop it or tell where it is. */
public sealed interface PaymentInput extends ToolInput {

  String FROM_TYPE = "Which kind of account the money comes from, when the caller said so.";
  String FROM_ENDING =
      "The last four digits of the account that the money comes from, when the caller named them.";
  String TO_TYPE = "Which kind of account the money goes to, when the caller said so.";
  String TO_ENDING =
      "The last four digits of the account that the money goes to, when the caller named them.";
  String DOLLARS = "How many dollars.";
  String CONFIRMED =
      "What the caller answered when this was read back: yes or no. Leave out before it was read"
          + " back, and when the caller changed anything.";

  /** What is read back first, and done after the caller's yes. */
  sealed interface Confirmed extends PaymentInput {

    @Nullable Confirmation confirmed();
  }

  record InternalTransfer(
      @Field(title = "amount", description = DOLLARS, format = "amount", pattern = AMOUNT)
          @JsonProperty(required = true)
          BigDecimal amount,
      @Field(title = "from account type", description = FROM_TYPE)
          @Nullable AccountKind fromAccountType,
      @Field(title = "from account ending", description = FROM_ENDING, pattern = FOUR_DIGITS)
          @Nullable String fromAccountEnding,
      @Field(title = "to account type", description = TO_TYPE) @Nullable AccountKind toAccountType,
      @Field(title = "to account ending", description = TO_ENDING, pattern = FOUR_DIGITS)
          @Nullable String toAccountEnding,
      @Field(title = "confirmed", description = CONFIRMED) @Nullable Confirmation confirmed)
      implements Confirmed {}

  record SetupBillpay(
      @Field(title = "payee", description = "Who is to be paid.") @JsonProperty(required = true)
          String payee,
      @Field(title = "amount", description = DOLLARS, format = "amount", pattern = AMOUNT)
          @JsonProperty(required = true)
          BigDecimal amount,
      @Field(
              title = "first day",
              description = "When the first payment is made; today when left out.",
              format = "date",
              pattern = DATE)
          @Nullable LocalDate firstDate,
      @Field(title = "frequency", description = "How often; once when left out.")
          @Nullable Frequency frequency,
      @Field(title = "from account type", description = FROM_TYPE)
          @Nullable AccountKind fromAccountType,
      @Field(title = "from account ending", description = FROM_ENDING, pattern = FOUR_DIGITS)
          @Nullable String fromAccountEnding,
      @Field(title = "confirmed", description = CONFIRMED) @Nullable Confirmation confirmed)
      implements Confirmed {}

  record StopPayment(
      @Field(
              title = "check number",
              description = "The number printed on the check that is to be stopped.",
              pattern = "^[0-9]{1,8}$")
          @Nullable String checkNumber,
      @Field(
              title = "payee",
              description = "Who would be paid; for a scheduled bill payment, or a check's payee.")
          @Nullable String payee,
      @Field(title = "amount", description = DOLLARS, format = "amount", pattern = AMOUNT)
          @Nullable BigDecimal amount,
      @Field(title = "from account type", description = FROM_TYPE)
          @Nullable AccountKind fromAccountType,
      @Field(title = "from account ending", description = FROM_ENDING, pattern = FOUR_DIGITS)
          @Nullable String fromAccountEnding,
      @Field(title = "confirmed", description = CONFIRMED) @Nullable Confirmation confirmed)
      implements Confirmed {}

  record CheckZelleStatus(
      @Field(title = "kind", description = "Which kind of transfer, when the caller said so.")
          @Nullable TransferKind kind,
      @Field(title = "recipient", description = "Who gets the money, when the caller said so.")
          @Nullable String recipient,
      @Field(title = "amount", description = DOLLARS, format = "amount", pattern = AMOUNT)
          @Nullable BigDecimal amount,
      @Field(
              title = "confirmation number",
              description = "The transfer's confirmation number, when the caller has it.")
          @Nullable String confirmationNumber)
      implements PaymentInput {}
}
