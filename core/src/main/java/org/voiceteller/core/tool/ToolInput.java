package org.voiceteller.core.tool;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.SpendingCategory;
import org.voiceteller.core.account.StatementDelivery;

/**
 * What a tool is asked to do, as the model fills it in. Each tool's JSON schema is made from its
 * record, and the same record parses what comes. A field that is null was left out.
 */
public sealed interface ToolInput
    permits AuthenticationInput,
        CardInput,
        CaseInput,
        PaymentInput,
        ToolInput.AboutAccounts,
        ToolInput.ClarifyMerchant {

  String ACCOUNT_TYPE = "Which kind of account is meant; leave out when the caller did not say.";
  String ENDING = "The last four digits of the account, when the caller named them.";
  String FOUR_DIGITS = "^[0-9]{4}$";
  String AMOUNT = "^[0-9]{1,9}(\\.[0-9]{1,2})?$";
  String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
  String MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$";

  /** Which of the caller's accounts a wish is about. */
  sealed interface AboutAccounts extends ToolInput {

    @Nullable AccountKind accountType();

    @Nullable String accountEnding();
  }

  record CheckBalance(
      @Field(title = "account type", description = ACCOUNT_TYPE) @Nullable AccountKind accountType,
      @Field(title = "account ending", description = ENDING, pattern = FOUR_DIGITS)
          @Nullable String accountEnding)
      implements AboutAccounts {}

  record ViewRecentTransactions(
      @Field(title = "account type", description = ACCOUNT_TYPE) @Nullable AccountKind accountType,
      @Field(title = "account ending", description = ENDING, pattern = FOUR_DIGITS)
          @Nullable String accountEnding)
      implements AboutAccounts {}

  record SearchTransactions(
      @Field(title = "merchant", description = "The shop, person or firm, or a part of its name.")
          @Nullable String merchant,
      @Field(title = "category", description = "What the money was spent on.")
          @Nullable SpendingCategory category,
      @Field(
              title = "smallest amount",
              description =
                  "At least this many dollars; for an exact amount give the same as the largest"
                      + " amount.",
              format = "amount",
              pattern = AMOUNT)
          @Nullable BigDecimal minimumAmount,
      @Field(
              title = "largest amount",
              description = "At most this many dollars.",
              format = "amount",
              pattern = AMOUNT)
          @Nullable BigDecimal maximumAmount,
      @Field(
              title = "first day",
              description = "On or after this day.",
              format = "date",
              pattern = DATE)
          @Nullable LocalDate fromDate,
      @Field(
              title = "last day",
              description = "On or before this day.",
              format = "date",
              pattern = DATE)
          @Nullable LocalDate toDate,
      @Field(title = "account type", description = ACCOUNT_TYPE) @Nullable AccountKind accountType,
      @Field(title = "account ending", description = ENDING, pattern = FOUR_DIGITS)
          @Nullable String accountEnding)
      implements AboutAccounts {

    /** Whether anything to look for was given at all. */
    boolean isOpen() {
      return merchant == null
          && category == null
          && minimumAmount == null
          && maximumAmount == null
          && fromDate == null
          && toDate == null;
    }
  }

  record RequestStatement(
      @Field(
              title = "delivery",
              description =
                  "How the caller wants to get the statement: by email, by mail, or as a download"
                      + " in online banking.")
          @JsonProperty(required = true)
          StatementDelivery delivery,
      @Field(
              title = "month",
              description = "The month that the statement covers; the last full one if left out.",
              pattern = MONTH)
          @Nullable YearMonth month,
      @Field(title = "account type", description = ACCOUNT_TYPE) @Nullable AccountKind accountType,
      @Field(title = "account ending", description = ENDING, pattern = FOUR_DIGITS)
          @Nullable String accountEnding)
      implements AboutAccounts {}

  record ClarifyMerchant(
      @Field(
              title = "statement descriptor",
              description =
                  "The wording on the statement that the caller does not recognise, such as"
                      + " SQ *BLUE BOTTLE or TST* CORNER BISTRO.")
          @JsonProperty(required = true)
          String descriptor,
      @Field(
              title = "merchant category code",
              description = "The four digit category code, when the caller reads one out.",
              pattern = FOUR_DIGITS)
          @Nullable String merchantCategoryCode)
      implements ToolInput {}

  record ExplainPending(
      @Field(title = "account type", description = ACCOUNT_TYPE) @Nullable AccountKind accountType,
      @Field(title = "account ending", description = ENDING, pattern = FOUR_DIGITS)
          @Nullable String accountEnding)
      implements AboutAccounts {}
}
