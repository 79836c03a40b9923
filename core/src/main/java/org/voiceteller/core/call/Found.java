package org.voiceteller.core.call;

import java.time.Instant;
import java.util.Optional;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.tool.ToolAnswer;

/** What came of a {@link Next} that was not an answer. */
public sealed interface Found {

  record NumberClaimed(PhoneNumber number, Claim claim) implements Found {}

  record NumberNotClaimed() implements Found {}

  record Done(Next.Work work, ToolAnswer answer) implements Found {}

  /**
   * @param destination masked
   */
  record CodeDrawn(OneTimeCodes.Issued issued, String destination) implements Found {}

  /** Where the customer's codes go could not be found out. */
  record CodeNotDrawn() implements Found {}

  record CodeDelivered(String codeId, Delivery delivery) implements Found {}

  record CodeTried(String codeId, Attempt attempt) implements Found {}

  /**
   * @param question empty when the customer has set up nothing that could be asked
   */
  record QuestionFound(Optional<Challenge.Question> question) implements Found {}

  record QuestionNotFound() implements Found {}

  record AnswerTried(Attempt attempt) implements Found {}

  /** What became of an attempt at a customer's secret. */
  sealed interface Attempt {

    record Right() implements Attempt {}

    record Wrong() implements Attempt {}

    /** Not even compared: too many failures lately, on whatever calls. */
    record TooSoon(Instant until) implements Attempt {}

    /** Not even compared: only a person can open it again. */
    record Locked() implements Attempt {}

    /** It could not be found out. */
    record Unknown() implements Attempt {}
  }
}
