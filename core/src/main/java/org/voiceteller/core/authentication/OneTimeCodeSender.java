package org.voiceteller.core.authentication;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.customer.PhoneNumber;

/** Port: brings a one-time code to the number on file, by whatever way the bank has set. */
public interface OneTimeCodeSender {

  /**
   * Always completes, within a bounded time, and never exceptionally. {@link Delivery.Sent} means
   * that the provider took it over, not that a phone has rung.
   */
  CompletionStage<Delivery> send(Message message);

  /**
   * What is to be brought.
   *
   * @param messageId the same for every attempt at the same code: a provider that can, sends once
   * @param validFor as it is told to the customer
   */
  record Message(
      String messageId, PhoneNumber to, Secret code, String bankName, Duration validFor) {

    /** What a customer reads. */
    public String text() {
      return "%s: your verification code is %s. It is valid for %d minutes. We never ask you for it in a message or an email."
          .formatted(bankName, code.value(), Math.max(1, validFor.toMinutes()));
    }
  }

  /** What became of a message. */
  sealed interface Delivery {

    /**
     * @param receipt the provider's own id for it; null when it gives none
     */
    record Sent(@Nullable String receipt) implements Delivery {}

    /** This number will not get it, now or later: another way is needed. */
    record Refused(Reason reason) implements Delivery {}

    /** The provider is throttling, failing or slow: the same may go well in a while. */
    record TryLater() implements Delivery {}

    /** The bank's own access is wrong: an operator is needed, and no customer can help. */
    record Misconfigured() implements Delivery {}
  }

  /** Why a number will not get a message. */
  enum Reason {
    BAD_DESTINATION,
    OPTED_OUT
  }
}
