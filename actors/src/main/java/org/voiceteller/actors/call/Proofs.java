package org.voiceteller.actors.call;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Challenge.Question;
import org.voiceteller.core.call.Found.Attempt;
import org.voiceteller.core.customer.PhoneNumber;

/**
 * What a session needs to be surer of its caller. Every stage completes within a bounded time; it
 * fails when somebody who must be asked does not answer.
 */
public interface Proofs {

  /** Draws a code for the number on file; it is not sent yet. */
  CompletionStage<DrawnCode> draw(String callId, String codeId, String customerId, Instant now);

  CompletionStage<Delivery> send(String callId, DrawnCode code);

  /** Counts the attempt at the customer, whatever call it comes from, before it is compared. */
  CompletionStage<Attempt> tryCode(Trial trial, OneTimeCodes.Issued issued);

  /** How this customer can be asked; empty when they have set up nothing. */
  CompletionStage<Optional<Question>> question(String customerId);

  /** Counts the attempt at the customer, whatever call it comes from, before it is compared. */
  CompletionStage<Attempt> tryAnswer(Trial trial, Question question);

  /**
   * @param to the number on file
   * @param destination the same, masked
   */
  record DrawnCode(OneTimeCodes.Issued issued, Secret code, PhoneNumber to, String destination) {}

  /** One attempt: the same use of a tool is the same attempt. */
  record Trial(String callId, String toolUseId, String customerId, Secret entered, Instant now) {

    String attemptId() {
      return callId + "/" + toolUseId;
    }
  }
}
