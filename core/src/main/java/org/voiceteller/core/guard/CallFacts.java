package org.voiceteller.core.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * What may be said on one call: what its tools have answered, and what the caller has said
 * themselves. It only grows: what was so once may be told again. Not thread-safe.
 */
public final class CallFacts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern MONEY_FIELD =
      Pattern.compile("(?i).*(?:amount|balance|fee|limit|available|pending|posted|total|credit).*");
  private static final Pattern CENTS_FIELD = Pattern.compile("(?i).*(?:cents|minorUnits)");

  private static final Set<Tool> HISTORY =
      EnumSet.of(
          Tool.VIEW_RECENT_TRANSACTIONS,
          Tool.SEARCH_TRANSACTIONS,
          Tool.EXPLAIN_PENDING,
          Tool.CHECK_ZELLE_STATUS,
          Tool.CHECK_DISPUTE_STATUS,
          Tool.CHECK_REPLACEMENT_STATUS,
          Tool.CLARIFY_MERCHANT);

  private static final Pattern SENDS_CODE =
      Pattern.compile("(?i)\\bsen(?:d|ding|t)\\b.{0,40}\\bcode\\b");

  private final Set<String> sentences = new HashSet<>();
  private final Set<ClaimedAction> claims = EnumSet.noneOf(ClaimedAction.class);
  private final Set<Tool> succeeded = EnumSet.noneOf(Tool.class);
  private final Set<Long> amounts = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private @Nullable String lastSay;
  private ToolOutcome.@Nullable Result lastResult;
  private @Nullable String lastConfirmation;

  private CallFacts() {}

  public static CallFacts none() {
    return new CallFacts();
  }

  /** A tool has answered; told before the model hears of it. */
  public void add(String toolName, ToolOutcome outcome) {
    JsonNode result = read(outcome.resultJson());
    lastResult = outcome.result();
    lastSay = result.path("say").isTextual() ? result.path("say").asText() : null;
    if (lastSay != null) {
      for (String sentence : Sentence.split(lastSay)) {
        sentences.add(Sentence.plain(sentence));
        claims.addAll(SpokenClaims.in(sentence));
        // What the bank says it does now, it has begun: "I'm sending you a verification code."
        if (SENDS_CODE.matcher(sentence).find()) {
          claims.add(ClaimedAction.CODE_SENT);
        }
      }
    }
    if (outcome.result() == ToolOutcome.Result.SUCCEEDED) {
      Tool.named(toolName).ifPresent(succeeded::add);
      Tool.named(result.path("answered").asText())
          .filter(HISTORY::contains)
          .ifPresent(succeeded::add);
    }
    if (outcome.confirmation() != null) {
      lastConfirmation = outcome.confirmation();
      numbers.add(SpokenIds.plain(outcome.confirmation()));
    }
    collect("", result);
  }

  /** The caller's own words: amounts and numbers in them may be repeated. */
  public void callerSaid(String text) {
    amounts.addAll(SpokenNumbers.anyNumbers(text));
    numbers.addAll(SpokenIds.allDigits(text));
  }

  private void collect(String field, JsonNode node) {
    if (node.isTextual()) {
      amounts.addAll(SpokenNumbers.amounts(node.asText()));
      numbers.addAll(SpokenIds.in(node.asText()));
      numbers.addAll(SpokenIds.allDigits(node.asText()));
      if (MONEY_FIELD.matcher(field).matches()) {
        amounts.addAll(SpokenNumbers.anyNumbers(node.asText()));
      }
    } else if (node.isNumber() && CENTS_FIELD.matcher(field).matches()) {
      amounts.add(Math.abs(node.asLong()));
    } else if (node.isNumber() && MONEY_FIELD.matcher(field).matches()) {
      amounts.add(node.decimalValue().abs().multiply(BigDecimal.valueOf(100)).longValue());
    } else if (node.isObject()) {
      node.properties().forEach(property -> collect(property.getKey(), property.getValue()));
    } else if (node.isArray()) {
      node.forEach(element -> collect(field, element));
    }
  }

  /** Whether the bank itself has said this sentence, whatever its case and punctuation. */
  boolean isBanksOwn(String sentence) {
    return sentences.contains(Sentence.plain(sentence));
  }

  boolean holds(ClaimedAction action) {
    return claims.contains(action) || succeeded.stream().anyMatch(action::isDoneBy);
  }

  /** Whether the call has looked into the past. */
  boolean hasHistory() {
    return succeeded.stream().anyMatch(HISTORY::contains);
  }

  boolean holdsAmount(long cents) {
    return amounts.contains(cents);
  }

  boolean holdsNumber(String plainId) {
    return numbers.contains(plainId);
  }

  /** Whether these digits are some of a number that was issued or said. */
  boolean holdsDigits(String digits) {
    return numbers.stream().anyMatch(number -> number.replaceAll("\\D", "").contains(digits));
  }

  /** What the bank said last, if it still stands to be said. */
  @Nullable String lastSay() {
    return lastSay;
  }

  boolean isProposalOpen() {
    return lastResult == ToolOutcome.Result.PROPOSED;
  }

  @Nullable String lastConfirmation() {
    return lastConfirmation;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      // Not the bank's own: nothing in it is a fact.
      return JSON.createObjectNode();
    }
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "CallFacts[%d sentences]", sentences.size());
  }
}
